import { createHash, randomBytes } from 'node:crypto';
import { actionsWith, available, SYSTEM } from '@plumbline/policy';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandler, EffectHandlers } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { notify } from '../../platform/notices/notify.ts';
import { act, getMatter, holdersOf, machineOfMatter, toEngine } from '../matter/index.ts';
import { registrationOf } from './clue.effects.ts';
import { type ClueRow, findSubject, lockClueOf, organNames } from './clue.store.ts';
import { copyScans } from './copy-scans.ts';
import { openClues, type Registration } from './open-clues.ts';
import { refuseArrival } from './route-clue.ts';

interface Sealed {
  sent: string;
  commitment: string;
  salt: string;
}

/**
 * Commitment of a clue that goes to another organ: SHA-256 over a line of its own, the 32 octets of the salt and the
 * registration as JSON with its fields in alphabetical order. Sender and receiver can both work it out.
 */
export function commitmentOfClue(salt: string, form: Registration): string {
  const fields = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update('plumbline/clue/v1\n')
    .update(Buffer.from(salt, 'hex'))
    .update(JSON.stringify(Object.fromEntries(fields)))
    .digest('hex');
}

/** The clue that a transfer is about, held until the transaction ends. */
async function sentClue(ctx: Ctx, { matter }: EffectCall): Promise<ClueRow> {
  return found(
    await lockClueOf(ctx.trx, ctx.actor.jurisdictionId, 'matter_id', matter.parent?.matter ?? matter.id),
  );
}

/**
 * Takes the step of this effect on the matter, whatever the pack calls it. Of what is told along, the step keeps what its
 * form asks for.
 */
async function takeStep(
  ctx: Ctx,
  id: string,
  effect: string,
  data?: Record<string, unknown>,
  along: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const row = await getMatter(ctx, id);
  const machine = await machineOfMatter(ctx, row);
  const possible = new Set(available(machine, toEngine(row), SYSTEM));
  const action = actionsWith(machine, effect).find((one) => possible.has(one));
  if (!action) return;
  const asked = machine.fieldsOf(machine.actions[action]!.form ?? '');
  const told = Object.fromEntries(asked.flatMap((field) => (field in along ? [[field, along[field]]] : [])));
  await act(ctx, id, action, data ? { data: { ...told, ...data } } : {}, { bySystem: true });
}

const seal: EffectHandler = async (ctx, call) => {
  const clue = await sentClue(ctx, call);
  const { receiver } = call.event.data as { receiver: string };
  if (receiver === call.matter.custodian)
    throw invalid({ pointer: '/data/receiver', code: 'party.own-organ' });
  // Whoever could not take it in is told nothing of it either.
  await refuseArrival(ctx, receiver, clue.organ_id, {
    kind: clue.subject_kind as 'person' | 'unit',
    id: clue.subject_id!,
  });
  const salt = randomBytes(32).toString('hex');
  const commitment = commitmentOfClue(salt, registrationOf(clue));
  const sent: Sealed = { sent: clue.number ?? '', commitment, salt };
  await takeStep(ctx, call.matter.id, 'clue.sealed', { ...sent });
};

/** The receiver's own file begins; the sender's stands as transferred and keeps the stub. */
const arrive: EffectHandler = async (ctx, call) => {
  const clue = await sentClue(ctx, call);
  const receiver = call.matter.parties.receiver![0]!.id;
  const subject = { kind: clue.subject_kind as 'person' | 'unit', id: clue.subject_id! };
  await refuseArrival(ctx, receiver, clue.organ_id, subject);
  const [known, sender] = await Promise.all([
    findSubject(ctx, subject).then(found),
    getMatter(ctx, clue.matter_id),
  ]);
  const { named, channel, files = [] } = sender.data as Pick<Registration, 'named' | 'channel' | 'files'>;
  const scans = await copyScans(ctx, { organId: receiver, matterId: clue.matter_id, ids: files });
  const [opened] = await openClues(
    ctx,
    [
      {
        id: newId(ctx.now.getTime()),
        subject,
        label: [known.name, known.unit].filter(Boolean).join(' '),
        form: {
          ...registrationOf(clue),
          ...(named === true ? { named } : {}),
          ...(channel ? { channel } : {}),
          ...(scans.length > 0 ? { files: scans } : {}),
          receivedOn: ctx.today,
        },
        period: clue.period,
        sourceOrganId: clue.organ_id,
        bands: clue.bands,
        submissionId: null,
        rowNo: null,
        transferId: call.matter.id,
      },
    ],
    {
      organId: receiver,
      actor: SYSTEM,
      parties: {
        receiver: [{ kind: 'organ', id: receiver }],
        // Where the receiver has no clue room, whoever accepted it handles it.
        ...(ctx.actor.settings.rooms?.includes(receiver)
          ? {}
          : { handler: [{ kind: 'account', id: ctx.actor.accountId }] }),
      },
    },
  );
  const { number: entered } = opened!;
  const { commitment } = call.matter.data as unknown as Sealed;
  const names = await organNames(ctx.trx, ctx.actor.jurisdictionId, [receiver]);
  await takeStep(ctx, call.matter.id, 'clue.entered', { entered });
  const stub = { sentTo: names.get(receiver) ?? '', entered, commitment };
  // How many pieces went and came stays with the sender too.
  await takeStep(ctx, clue.matter_id, 'clue.leave', stub, call.matter.data);
  ctx.record({
    type: 'clue.transferred',
    entity: 'clue',
    entityId: clue.id,
    organId: clue.organ_id,
    data: { clue: clue.number, receiver, entered, commitment },
  });
  await tellSender(ctx, clue, call);
};

const comeBack: EffectHandler = async (ctx, call) => {
  const clue = await sentClue(ctx, call);
  await takeStep(ctx, clue.matter_id, 'clue.stay');
  await tellSender(ctx, clue, call);
};

/** Case supervision, and whoever took it in, are led to the transfer, which they see whatever became of the file. */
async function tellSender(ctx: Ctx, clue: ClueRow, { matter }: EffectCall): Promise<void> {
  const [supervisors, { opened_by }] = await Promise.all([
    holdersOf(ctx, 'clue.supervise', clue.organ_id),
    getMatter(ctx, clue.matter_id),
  ]);
  notify(ctx, {
    to: [...new Set([...supervisors, ...(opened_by ? [opened_by] : [])])],
    kind: 'clue.transfer',
    link: `/matters/${matter.id}`,
    matter: matter.id,
  });
}

const MARK: EffectHandler = async () => {};

export const transferEffects: EffectHandlers = {
  'clue.seal': asPlatform(seal),
  'clue.arrive': asPlatform(arrive),
  'clue.come-back': asPlatform(comeBack),
  // Steps that the platform takes are found by these.
  'clue.sealed': MARK,
  'clue.entered': MARK,
  'clue.leave': MARK,
  'clue.stay': MARK,
};
