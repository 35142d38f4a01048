import { validateForm } from '../forms/validate-form.ts';
import type { Authority } from '../pack/authority.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Service } from '../pack/procedure.schema.ts';
import { dayInZone } from '../terms/zone.ts';
import type { Machine } from './types.ts';

/**
 * The procedure with its pack's forms bound to it. Who approves is taken from the pack in force, `live`, where a
 * running matter keeps an older version for states, actions and forms.
 * @throws Error when the pack has no such procedure
 */
export function machineOf(pack: Pack, code: string, live: Pack = pack): Machine {
  const procedure = pack.procedures[code];
  if (!procedure) throw new Error(`unknown procedure ${code}`);
  return {
    ...procedure,
    packVersion: pack.head.version,
    zone: pack.head.calendar.zone,
    validate: (form, data, now) => validateForm(pack, form, data, dayInZone(now, pack.head.calendar.zone)),
    fieldsOf: (form) =>
      Object.keys((pack.forms[form] as { properties?: object } | undefined)?.properties ?? {}),
    authority: (wanted) => authorityIn(live, wanted) ?? authorityIn(pack, wanted),
  };
}

// A pack that was stored before there were authorities has no list of them.
const authorityIn = (pack: Pack, code: string): Authority | undefined =>
  (pack.authorities as Pack['authorities'] | undefined)?.find((authority) => authority.code === code);

/** The procedure on which a service of the platform runs. @throws Error when the pack has none */
export function machineFor(pack: Pack, service: Service): Machine {
  const found = Object.values(pack.procedures).find((p) => p.service === service);
  if (!found) throw new Error(`no procedure for service ${service}`);
  return machineOf(pack, found.procedure);
}

/** Actions of a procedure that have an effect: how server code finds what it needs without naming a verb. */
export const actionsWith = (machine: Pick<Machine, 'actions'>, effect: string): string[] =>
  Object.entries(machine.actions).flatMap(([name, a]) => (a.effects.includes(effect) ? [name] : []));

/** Fills a number pattern: `{organ}`, `{year}`, `{seq}`, `{seq:4}` (padded with zeros). */
export const formatNumber = (pattern: string, values: { organ: string; year: number; seq: number }): string =>
  pattern.replaceAll(/\{(organ|year|seq)(?::(\d))?\}/g, (_, name: 'organ' | 'year' | 'seq', width?: string) =>
    String(values[name]).padStart(Number(width ?? 0), '0'),
  );

/** Series in which a matter is numbered, by its first form; undefined when the procedure has no numbers. */
export function seriesOf(
  machine: Pick<Machine, 'number'>,
  data: unknown,
): { series: string; pattern: string } | undefined {
  if (!machine.number) return undefined;
  const { by, series } = machine.number;
  const name = by === undefined ? 'default' : String((data as Record<string, unknown> | undefined)?.[by]);
  const found = series[name];
  return found && { series: name, pattern: found.pattern };
}

/** Whether what is supervised is still to come, under way or done. */
export const phaseOf = (procedure: Pick<Machine, 'states'>, state: string): 'before' | 'during' | 'after' =>
  procedure.states[state]?.phase ?? 'during';
