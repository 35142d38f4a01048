import type { RecordedStep } from './steps.ts';

/** Pieces of an object-centric event log, OCEL 2.0 (JSON). Times are ISO 8601 in UTC. */
interface Relationship {
  objectId: string;
  qualifier: string;
}
export interface OcelEvent {
  id: string;
  type: string;
  time: string;
  attributes: { name: string; value: string }[];
  relationships: Relationship[];
}
export interface OcelObject {
  id: string;
  type: string;
  attributes: { name: string; value: string; time: string }[];
  relationships: Relationship[];
}
interface OcelType {
  name: string;
  attributes: { name: string; type: 'string' }[];
}

const EVENT_ATTRIBUTES = ['from', 'to'] as const;
const typeOf = (name: string, attributes: readonly string[]): OcelType => ({
  name,
  attributes: attributes.map((attribute) => ({ name: attribute, type: 'string' })),
});

/**
 * Gathers steps, in the order in which they were recorded, into one log: an event a step, and as objects the
 * matters (by procedure), those who acted, their organs and the subjects. Ids and codes only: no names, titles,
 * reasons or forms, so that a log may be handed to who analyses processes.
 */
export class OcelLog {
  readonly #events = new Set<string>();
  readonly #objects = new Map<string, OcelObject>();

  /** The event of one step; the log keeps its objects. */
  add(step: RecordedStep): OcelEvent {
    const type = `${step.procedure}.${step.action}`;
    this.#events.add(type);
    const matter = this.#object(step.matter, step.procedure);
    matter.attributes.push({ name: 'state', value: step.to, time: step.at });
    const relationships: Relationship[] = [{ objectId: step.matter, qualifier: 'matter' }];
    const relate = (id: string | null, kind: string, qualifier: string) => {
      if (id === null) return;
      this.#object(id, kind);
      relationships.push({ objectId: id, qualifier });
    };
    relate(step.account, 'account', 'actor');
    relate(step.organ, 'organ', 'organ');
    for (const { kind, id } of step.subjects) {
      relate(id, kind, 'subject');
      if (!matter.relationships.some((known) => known.objectId === id))
        matter.relationships.push({ objectId: id, qualifier: 'subject' });
    }
    return {
      id: step.id,
      type,
      time: step.at,
      attributes: [
        ...(step.from === undefined ? [] : [{ name: 'from', value: step.from }]),
        { name: 'to', value: step.to },
      ],
      relationships,
    };
  }

  get objects(): Iterable<OcelObject> {
    return this.#objects.values();
  }

  get eventTypes(): OcelType[] {
    return [...this.#events].sort().map((name) => typeOf(name, EVENT_ATTRIBUTES));
  }

  get objectTypes(): OcelType[] {
    const kinds = new Map<string, OcelType>();
    for (const { type, attributes } of this.#objects.values())
      kinds.set(type, typeOf(type, attributes.length > 0 ? ['state'] : []));
    return [...kinds.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #object(id: string, type: string): OcelObject {
    let object = this.#objects.get(id);
    if (!object) {
      object = { id, type, attributes: [], relationships: [] };
      this.#objects.set(id, object);
    }
    return object;
  }
}
