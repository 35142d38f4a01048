import type { Text } from '@plumbline/contract/route';
import type { Service } from '@plumbline/policy';
import type {
  EffectHandler,
  EffectHandlers,
  Guard,
  RecordHandler,
  SightHandler,
} from '../context/context.ts';
import type { JobHandlers } from '../jobs/worker.ts';
import type { Endpoints } from './endpoints.ts';

/** One room of the server: what it answers, what it does later, and the texts of its refusals. */
export interface Module {
  readonly name: string;
  readonly routes: (endpoints: Endpoints) => void;
  /** Work by outbox topic, done after the commit by the worker. */
  readonly jobs?: (endpoints: Endpoints) => JobHandlers;
  /** Topics of its jobs that are due every day; they run hourly and must not mind. */
  readonly daily?: readonly string[];
  /** Effects of the pack that this module carries out. */
  readonly effects?: EffectHandlers;
  /** Runs after the effects of every step of a service's matters: for what mirrors their state. */
  readonly projections?: Partial<Record<Service, EffectHandler>>;
  /** What is seen like a service's matter, when who sees that changes without a step. */
  readonly sights?: Partial<Record<Service, SightHandler>>;
  /** Who of those who see a service's matters may read what they say. */
  readonly guards?: Partial<Record<Service, Guard>>;
  /** What a service's own record says now, where a form of its matters goes on with it. */
  readonly records?: Partial<Record<Service, RecordHandler>>;
  /** Texts of this module's fault codes. */
  readonly texts?: Record<string, Text>;
}
