import { available, begin, decide } from '../engine/decide.ts';
import { dueByItself } from '../engine/due-by-itself.ts';
import { type Decision, isRefusal, type MatterEvent } from '../engine/events.ts';
import { replay } from '../engine/evolve.ts';
import { machineOf, phaseOf } from '../engine/machine.ts';
import { openTerms } from '../engine/terms.ts';
import { unmetFor } from '../engine/turns.ts';
import { type Actor, type Machine, type Matter, SYSTEM } from '../engine/types.ts';
import type { Holder, SubjectFacts, World } from '../engine/world.ts';
import { valuesAt } from '../forms/field-path.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { formPathOf, partyOf } from '../templates/sources.ts';
import { chineseCalendar } from './notices.ts';

/** A county as small as the procedures of the default pack need: name → kind, organ above. */
const ORGANS = {
  committee: ['party-committee', null],
  commission: ['commission', null],
  room: ['supervision-room', 'commission'],
  dispatched: ['dispatched-office', 'commission'],
  town: ['town-commission', 'commission'],
  department: ['organisation-department', null],
  cadre: ['cadre-supervision-office', 'department'],
} as const;
export type OrganName = keyof typeof ORGANS;

/** Account → role, organ; without an organ it is held in a unit. */
const STAFF = {
  officer: ['dossier-officer', 'room'],
  second: ['dossier-officer', 'room'],
  head: ['organ-head', 'commission'],
  deskhead: ['organ-head', 'dispatched'],
  dispatched: ['dispatched-officer', 'dispatched'],
  third: ['dispatched-officer', 'dispatched'],
  secretary: ['party-secretary', 'committee'],
  orgdept: ['cadre-supervision-officer', 'cadre'],
  casemgmt: ['case-supervisor', 'commission'],
  casemgmt2: ['case-supervisor', 'commission'],
  reviewer: ['reviewer', 'commission'],
  court: ['member-liaison', null],
  subject: ['supervised-person', null],
  unithead: ['team-member', null],
  stranger: ['supervised-person', null],
} as const;
export type Who = keyof typeof STAFF;

const NAMES = [...Object.keys(ORGANS), ...Object.keys(STAFF)];
/** Id of an organ, or of an account and its person (`-` before the name). */
export const idOf = (name: OrganName | Who | `-${Who}`): string => {
  const [of, kind] = name.startsWith('-') ? [name.slice(1), 9] : [name, Object.hasOwn(ORGANS, name) ? 1 : 5];
  return `00000000-0000-4000-8${kind}00-${String(NAMES.lastIndexOf(of)).padStart(12, '0')}`;
};

const aboveAnd = (organ: OrganName): OrganName[] => {
  const above = ORGANS[organ][1];
  return above ? [organ, ...aboveAnd(above)] : [organ];
};

/** One step of a walk: the name, who takes it, what the form says. */
export interface WalkOptions {
  custodian?: OrganName;
  facts?: Partial<SubjectFacts>;
  /** Persons too near to the subject. */
  kin?: Who[];
  subjects?: Matter['subjects'];
}

export const NOW = '2026-04-08T01:00:00Z';

/** Walks one matter of a pack through its procedure, as people of the small county would. */
export class Walk {
  readonly events: MatterEvent[] = [];
  readonly machine: Machine;
  /** The day on which the next step is taken. */
  today = NOW.slice(0, 10);
  readonly #pack: Pack;
  readonly #options: Required<WalkOptions>;

  constructor(
    pack: Pack,
    procedure: string,
    by: Who | 'system',
    data: object | undefined,
    options: WalkOptions = {},
  ) {
    this.#pack = pack;
    this.machine = machineOf(pack, procedure);
    const subjects = [{ kind: 'person' as const, id: idOf('-subject') }];
    this.#options = { custodian: 'room', facts: {}, kin: [], subjects, ...options };
    this.#take(this.#begin(by, data));
  }

  get matter(): Matter {
    return replay(this.machine, this.events);
  }
  get state(): string {
    return this.matter.state;
  }
  /** Terms that run, by code. */
  get running(): string[] {
    return openTerms(this.matter).map((term) => term.code);
  }
  /** Phases in the order in which they were entered. */
  get phases(): string[] {
    const all = this.events.map((event) => phaseOf(this.machine, event.to));
    return all.filter((phase, i) => phase !== all[i - 1]);
  }
  /** Templates of the documents that were issued. */
  get documents(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'acted' && event.effects.includes('document.issue')
        ? [this.machine.actions[event.action]?.document ?? '']
        : [],
    );
  }

  allowed(by: Who): string[] {
    return available(this.machine, this.matter, this.#actor(by), this.#world());
  }

  /** Steps that lead on which somebody might take once something is no longer missing. */
  unmet(by: Who): ReturnType<typeof unmetFor> {
    return unmetFor(this.machine, this.matter, this.#actor(by), this.#world());
  }
  /** Takes a step. @throws Error when it is refused */
  act(name: string, by: Who, data?: object, reason?: string): this {
    return this.#take(this.#decide(name, by, data, reason));
  }
  /** Why the step is refused; `allowed` when it is not. */
  refusal(name: string, by: Who, data?: object, reason?: string): string {
    const decision = this.#decide(name, by, data, reason);
    return isRefusal(decision) ? decision.refusal : 'allowed';
  }
  /** Takes what the platform owes the matter now, and says what it was. */
  byItself(): string[] {
    const due = dueByItself(this.machine, this.matter, this.#world());
    const [first] = due;
    const now = `${this.today}${NOW.slice(10)}`;
    if (first !== undefined)
      this.#take(decide(this.machine, this.matter, first, SYSTEM, { ids: [] }, now, this.#world()));
    return due;
  }
  /** What people outside see it in a state: the places that it is shown to. */
  get shownTo(): readonly string[] {
    return this.machine.states[this.state]?.shownTo ?? [];
  }
  /** Takes in what the platform records, such as the end of a child. */
  record(decision: Decision): this {
    return this.#take(decision);
  }

  #begin(by: Who | 'system', data: object | undefined): Decision {
    const { custodian, subjects } = this.#options;
    const stage = { custodian: idOf(custodian), parties: {} };
    const beginning = { id: 'matter', custodian: idOf(custodian), subjects };
    const actor = by === 'system' ? SYSTEM : this.#actor(by, stage);
    return begin(this.machine, beginning, actor, data ? { data } : {}, NOW, this.#world());
  }

  #decide(name: string, by: Who, data?: object, reason?: string): Decision {
    const input = {
      ...(data === undefined ? {} : { data }),
      ...(reason === undefined ? {} : { reason }),
      ids: [`child-${this.matter.seq}`],
    };
    return decide(
      this.machine,
      this.matter,
      name,
      this.#actor(by),
      input,
      `${this.today}${NOW.slice(10)}`,
      this.#world(),
    );
  }

  /** Permissions count at the custodian and at organs that have a place, as on the server. */
  #actor(name: Who, stage: Pick<Matter, 'custodian' | 'parties'> = this.matter): Actor {
    const [role, organ] = STAFF[name];
    const { permissions = [] } = this.#pack.roles.find((one) => one.code === role) ?? {};
    const organs = (Object.keys(ORGANS) as OrganName[]).filter((one) =>
      (aboveAnd(one) as (string | null)[]).includes(organ),
    );
    const places = [stage.custodian, ...Object.values(stage.parties).flatMap((refs) => refs ?? [])].map(
      (place) => (typeof place === 'string' ? place : place.id),
    );
    const here = organ === null || organs.some((one) => places.includes(idOf(one)));
    return {
      account: idOf(name),
      person: idOf(`-${name}`),
      organs: organs.map(idOf),
      permissions: new Set(here ? permissions : []),
      duties: new Set(),
    };
  }

  #world(): World {
    const holders = (Object.keys(STAFF) as Who[]).flatMap((name): Holder[] => {
      const [code, organ] = STAFF[name];
      const role = this.#pack.roles.find((one) => one.code === code);
      if (!role || organ === null) return [];
      return role.permissions.map((permission) => ({
        account: idOf(name),
        person: idOf(`-${name}`),
        organ: idOf(organ),
        permission,
      }));
    });
    return {
      organs: (Object.keys(ORGANS) as OrganName[]).map((name) => {
        const [kind, above] = ORGANS[name];
        return { id: idOf(name), parentId: above && idOf(above), kind };
      }),
      holders,
      subjectFacts: [{ kind: 'person', tags: [], ...this.#options.facts }],
      kin: new Set(this.#options.kin.map((name) => idOf(`-${name}`))),
      rules: {
        limits: { entries: this.#pack.terms, overrides: [], organs: [] },
        calendar: chineseCalendar,
        zone: this.machine.zone,
      },
      today: this.today,
    };
  }

  #take(decision: Decision): this {
    if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
    for (const event of decision.events) {
      this.events.push(structuredClone(event));
      this.#requireFilled(event);
    }
    return this;
  }

  /** A document that was issued lacks nothing that its template requires. */
  #requireFilled(event: MatterEvent): void {
    if (event.type !== 'acted' || !event.effects.includes('document.issue')) return;
    const code = this.machine.actions[event.action]?.document;
    const template = this.#pack.templates.templates.find((one) => one.code === code);
    const { data, parties } = this.matter;
    const given = (event.data ?? {}) as Record<string, unknown>;
    for (const { code: field, from, required } of template?.fields ?? []) {
      const [path, place] = [formPathOf(from), partyOf(from)];
      if (!required || given[field] !== undefined) continue;
      const filled =
        path !== undefined
          ? valuesAt(data, path).length > 0
          : place !== undefined
            ? (parties[place] ?? []).length > 0
            : from !== 'input';
      if (!filled) throw new Error(`${event.action} issues ${code} without ${field}`);
    }
  }
}
