import {
  available,
  type Actor as EngineActor,
  type Machine,
  type Matter,
  type Refusal,
  type World,
} from '@plumbline/policy';
import { AppError, forbidden, invalid } from '../../platform/errors/app-error.ts';
import { notNow } from './not-now.ts';

/** The engine's refusal as the API says it: 403 for the person, 409 for the moment, 400 for the input. */
export function refusalError(
  refusal: Refusal,
  machine: Machine,
  matter: Matter | undefined,
  actor: EngineActor,
  world?: World,
): AppError {
  switch (refusal.refusal) {
    case 'actor.second-person':
      return new AppError('second-person');
    case 'actor.permission':
    case 'actor.relation':
    case 'actor.recused':
    case 'approval.not-yours':
      return forbidden();
    case 'state':
    case 'order':
    case 'guard':
    case 'guard.failed':
    case 'approval.pending':
    case 'approval.nobody':
    case 'approval.outdated':
    case 'transfer.pending':
    case 'term.closed':
    case 'term.passed':
    case 'term.running':
    case 'term.undelivered':
    case 'term.extensions':
    case 'panel.quorum':
    case 'panel.chair-last':
    case 'panel.spoken':
    case 'children.open':
      return notNow(refusal, machine, matter, matter ? available(machine, matter, actor, world) : []);
    case 'action.unknown':
      return invalid({ pointer: '/action', code: 'unknown-code', params: refusal.params });
    case 'reason':
      return invalid({ pointer: '/reason', code: 'required' });
    case 'reason.none':
      return invalid({ pointer: '/reason', code: refusal.refusal, text: refusal.text });
    case 'subjects':
      return invalid({ pointer: '/data/subject', code: 'unfit-subject', params: refusal.params });
    case 'form':
      return invalid(
        ...(refusal.faults ?? []).map((fault) => ({
          pointer: `/data${fault.pointer}`,
          code: fault.code,
          text: fault.text,
        })),
      );
  }
}
