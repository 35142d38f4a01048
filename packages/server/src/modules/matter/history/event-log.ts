import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { OcelLog } from '@plumbline/policy';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Services } from '../../../platform/context/context.ts';
import { recordedSteps, type WhichSteps } from './steps.store.ts';

/**
 * Writes what happened to the matters that the actor may see as OCEL 2.0 (JSON), whole or not at all: a stream
 * that could not be finished is destroyed. Everything is read from one moment of the database.
 * @returns how many events it holds
 */
export async function writeEventLog(
  services: Services,
  actor: Actor,
  which: WhichSteps,
  out: Writable,
): Promise<number> {
  const closed = finished(out);
  closed.catch(() => undefined);
  const write = async (text: string) => {
    if (!out.write(text)) await Promise.race([once(out, 'drain'), closed]);
  };
  try {
    const count = await services.db.transaction(
      actor.settings,
      async (trx) => {
        const log = new OcelLog();
        let events = 0;
        await write('{"events":[');
        for await (const step of recordedSteps(trx, which)) {
          await write(`${events++ === 0 ? '\n' : ',\n'}${JSON.stringify(log.add(step))}`);
        }
        await write('\n],"objects":[');
        let objects = 0;
        for (const object of log.objects)
          await write(`${objects++ === 0 ? '\n' : ',\n'}${JSON.stringify(object)}`);
        const types = { eventTypes: log.eventTypes, objectTypes: log.objectTypes };
        await write(`\n],${JSON.stringify(types).slice(1)}\n`);
        return events;
      },
      'repeatable read',
    );
    out.end();
    await closed;
    return count;
  } catch (error) {
    out.destroy(error as Error);
    throw error;
  }
}
