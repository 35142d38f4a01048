import { type Machine, machineFor, machineOf, type Pack, type Service } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { MatterRow } from './matter.types.ts';

const machines = new WeakMap<Pack, Map<string, Machine>>();

function remembered(pack: Pack, key: string, make: () => Machine): Machine {
  let known = machines.get(pack);
  if (!known) {
    known = new Map();
    machines.set(pack, known);
  }
  let machine = known.get(key);
  if (!machine) {
    machine = make();
    known.set(key, machine);
  }
  return machine;
}

/** The procedure on which a service of the platform runs, in the pack now in force. */
export const machineForService = (pack: Pack, service: Service): Machine =>
  remembered(pack, `service:${service}`, () => machineFor(pack, service));

type Pinned = Pick<MatterRow, 'pack_code' | 'pack_version'>;

/** The pack in the version that a running matter began under. */
export async function packOfMatter(ctx: Ctx, row: Pinned): Promise<Pack> {
  const same = row.pack_version === ctx.pack.head.version && row.pack_code === ctx.pack.head.code;
  return same ? ctx.pack : ctx.services.packs.version(row.pack_code, row.pack_version);
}

/** A procedure of the pack now in force. @throws Error when it has none of the name */
export const machineInForce = (pack: Pack, code: string): Machine =>
  remembered(pack, code, () => machineOf(pack, code));

/** The procedure of a running matter, in the version it began under; who approves is taken from the pack in force. */
export async function machineOfMatter(
  ctx: Ctx,
  row: Pinned & Pick<MatterRow, 'procedure'>,
): Promise<Machine> {
  const pack = await packOfMatter(ctx, row);
  if (pack === ctx.pack) return machineInForce(pack, row.procedure);
  const { code, version } = ctx.pack.head;
  return remembered(pack, `${row.procedure} ${code} ${version}`, () =>
    machineOf(pack, row.procedure, ctx.pack),
  );
}
