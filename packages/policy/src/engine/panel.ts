import type { FormFault } from '../forms/validate-form.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { Panel } from '../pack/procedure-parts.schema.ts';
import type { PanelChange } from './events.ts';
import { fieldFault } from './input.ts';
import type { Opinion, Outcome, PanelRecord } from './records.ts';
import type { PartyRef, PersonRef } from './refs.ts';
import { isRecused } from './relations.ts';
import { type Matter, type Refusal, refuse } from './types.ts';

type Step = NonNullable<Action['panel']>;

/** Where a panel stands: who has a voice, who spoke, and what follows if it ended now. */
export interface PanelStanding {
  /** Ids of those with a voice: members and chair, the recused left out. */
  entitled: string[];
  chair: string | undefined;
  /** Entitled, said to be present and silent so far; the chair is not among them. */
  silent: string[];
  /** The opinion that counts of each who spoke, in the order of speaking. */
  opinions: Opinion[];
  tally: Record<string, number>;
  quorate: boolean;
  outcome: Outcome;
}

/** @returns undefined before the panel was convened */
export function standingOfPanel(
  procedure: Procedure,
  matter: Matter,
  code: string,
): PanelStanding | undefined {
  const panel = procedure.panels?.[code];
  const record = matter.panels[code];
  if (!panel || !record) return undefined;
  const { entitled, chair } = voices(panel, matter);
  const latest = new Map(record.opinions.map((opinion) => [opinion.member, opinion]));
  const opinions = [...latest.values()].filter((o) => entitled.includes(o.member));
  const tally = Object.fromEntries(
    Object.keys(panel.options).map((vote) => [vote, opinions.filter((o) => o.vote === vote).length]),
  );
  const spoken = new Set(opinions.map((o) => o.member));
  return {
    entitled,
    chair,
    silent: entitled.filter((id) => id !== chair && record.present.includes(id) && !spoken.has(id)),
    opinions,
    tally,
    quorate: reaches(spoken.size, entitled.length, panel.quorum),
    outcome: outcomeOf(panel, opinions, entitled.length),
  };
}

function voices(panel: Panel, matter: Matter): { entitled: string[]; chair: string | undefined } {
  const inPlace = (role: string) => (matter.parties[role] ?? []).filter((ref) => mayVote(ref, matter));
  const chair = inPlace(panel.chair)[0]?.id;
  const ids = [...inPlace(panel.members), ...inPlace(panel.chair)].map((ref) => ref.id);
  return { entitled: [...new Set(ids)], chair };
}

function mayVote({ kind, id }: PartyRef, matter: Matter): boolean {
  const recused = matter.recusals.some((r) => (kind === 'account' ? r.account === id : r.person === id));
  return !recused && !matter.subjects.some((s) => s.kind === kind && s.id === id);
}

/** Exact: no rounding decides a vote. */
function reaches(count: number, of: number, share: string, over = false): boolean {
  const [part = 1, whole = 1] = share.split('/').map(Number);
  return over ? count * whole > of * part : count * whole >= of * part;
}

function outcomeOf(panel: Panel, opinions: readonly Opinion[], entitled: number): Outcome {
  const votes = (side: string) => opinions.filter((o) => panel.options[o.vote]?.counts === side).length;
  const { share, over, of } = panel.majority;
  const base = of === 'entitled' ? entitled : opinions.length;
  if (base > 0 && reaches(votes('for'), base, share, over)) return 'passed';
  return votes('for') === votes('against') ? 'tied' : 'failed';
}

/** Id under which somebody has a voice; the same for all accounts of one person when persons sit. */
function memberOf(entitled: readonly string[], actor: PersonRef): string | undefined {
  return entitled.find((id) => id === actor.account || id === actor.person);
}

/** Why this actor can't take the panel's step now. */
export function refusePanel(
  procedure: Procedure,
  matter: Matter,
  step: Step,
  actor: PersonRef,
): Refusal | undefined {
  if (step.step === 'convene') return undefined;
  const panel = procedure.panels?.[step.code];
  const standing = standingOfPanel(procedure, matter, step.code);
  const record = matter.panels[step.code];
  if (!panel || !standing || !record || record.concluded) {
    return refuse('order', '会议未召集或已有结论', 'The panel was not convened, or it has concluded', {});
  }
  return step.step === 'opine'
    ? refuseOpinion(panel, standing, record, matter, actor)
    : refuseConclusion(panel, standing, record);
}

function refuseOpinion(
  panel: Panel,
  standing: PanelStanding,
  record: PanelRecord,
  matter: Matter,
  actor: PersonRef,
): Refusal | undefined {
  if (isRecused(matter, actor)) return refuse('actor.recused', '您已回避', 'You are recused', {});
  const member = memberOf(standing.entitled, actor);
  if (member === undefined || !record.present.includes(member)) {
    return refuse('actor.relation', '您不在与会成员中', 'You are not among the members present', {});
  }
  if (!panel.chairLast) return undefined;
  const { chair, silent } = standing;
  if (member === chair) {
    if (silent.length === 0) return undefined;
    return refuse('panel.chair-last', '主持人须末位表态', 'The chair speaks last', { silent });
  }
  if (!standing.opinions.some((o) => o.member === chair)) return undefined;
  return refuse(
    'panel.spoken',
    '主持人已表态，不得再发表意见',
    'The chair has spoken: opinions are closed',
    {},
  );
}

function refuseConclusion(panel: Panel, standing: PanelStanding, record: PanelRecord): Refusal | undefined {
  const { chair, opinions, entitled } = standing;
  if (!standing.quorate) {
    const params = { spoken: opinions.length, entitled: entitled.length, quorum: panel.quorum };
    return refuse('panel.quorum', '未达到规定人数', 'There is no quorum', params);
  }
  const waits = panel.chairLast && chair !== undefined && record.present.includes(chair);
  if (!waits || opinions.some((o) => o.member === chair)) return undefined;
  return refuse('panel.chair-last', '主持人尚未表态', 'The chair has not spoken yet', { silent: [chair] });
}

/** What the step changes in the panel, and faults of its form. It was not refused. */
export function planPanel(
  procedure: Procedure,
  matter: Matter,
  step: Step,
  actor: PersonRef,
  input: Readonly<Record<string, unknown>>,
): { change: PanelChange; outcome?: Outcome } | { faults: FormFault[] } {
  const panel = procedure.panels?.[step.code] as Panel;
  if (step.step === 'convene') {
    const { entitled } = voices(panel, matter);
    const named = step.present === undefined ? undefined : input[step.present];
    const present = Array.isArray(named) ? [...new Set(named.map(String))] : entitled;
    if (present.some((id) => !entitled.includes(id))) {
      return {
        faults: [fieldFault(step.present as string, 'parties', '不是会议成员', 'Not a member of the panel')],
      };
    }
    return { change: { panel: step.code, step: 'convene', present } };
  }
  const standing = standingOfPanel(procedure, matter, step.code) as PanelStanding;
  if (step.step === 'opine') {
    const vote = String(input.vote);
    if (!Object.hasOwn(panel.options, vote)) {
      return { faults: [fieldFault('vote', 'oneOf', '请从选项中选择', 'Choose one of the options')] };
    }
    const member = memberOf(standing.entitled, actor) as string;
    return { change: { panel: step.code, step: 'opine', member, vote } };
  }
  const { outcome, tally } = standing;
  return { change: { panel: step.code, step: 'conclude', outcome, tally }, outcome };
}

/** The panels after a change. */
export function applyPanel(panels: Matter['panels'], change: PanelChange, seq: number): Matter['panels'] {
  if (change.step === 'convene') {
    return { ...panels, [change.panel]: { convenedSeq: seq, present: change.present, opinions: [] } };
  }
  const record = panels[change.panel];
  if (!record) throw new Error(`panel ${change.panel} was never convened`);
  const next =
    change.step === 'opine'
      ? { ...record, opinions: [...record.opinions, { seq, member: change.member, vote: change.vote }] }
      : { ...record, concluded: { seq, outcome: change.outcome } };
  return { ...panels, [change.panel]: next };
}
