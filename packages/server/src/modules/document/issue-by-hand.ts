import type { Pack, Template } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { FieldValues } from '../../platform/documents/templates/values.ts';
import { forbidden, invalid } from '../../platform/errors/app-error.ts';
import { engineActor, isSeenOutside, type MatterRow, machineOfMatter, toEngine } from '../matter/index.ts';
import { isByHand, issuingActions } from './issuing-steps.ts';

/** Papers of a matter are written by those who work on it. @throws 403 for whoever sees it from outside alone */
export async function refuseOutside(ctx: Ctx, row: MatterRow): Promise<void> {
  const machine = await machineOfMatter(ctx, row);
  const matter = toEngine(row);
  if (isSeenOutside(ctx, row, machine, matter, engineActor(ctx.actor, matter)))
    throw forbidden('document.issue');
}

/**
 * A paper that a step of the matter's procedure issues is what that step came to: by hand it is issued again, never
 * before or past the step, says word by word what was issued by it, and is issued once where the pack says so. What a step of some procedure issues is issued on no other
 * matter, and on none at all, unless the pack says that it may be written by hand too.
 * @throws 400
 */
export async function refusePastStep(
  ctx: Ctx,
  { template, pack, known, issued }: { template: Template; pack: Pack; known: FieldValues; issued: unknown },
  given: Readonly<Record<string, unknown>>,
  row: MatterRow | undefined,
): Promise<void> {
  const own = row ? issuingActions(await machineOfMatter(ctx, row), template) : [];
  if (!row || own.length === 0) {
    if (!isByHand(pack, template)) throw pastStep();
    return;
  }
  // What holds for its day alone is not given another one.
  if (template.once) throw pastStep();
  const isTaken = toEngine(row).acts.some(({ action, undone }) => !undone && own.includes(action));
  if (!isTaken || issued === undefined) throw pastStep();
  const other = template.fields.filter(
    ({ code }) => given[code] !== undefined && JSON.stringify(given[code]) !== JSON.stringify(known[code]),
  );
  if (other.length > 0)
    throw invalid(
      ...other.map(({ code, title }) => ({
        pointer: `/data/${code}`,
        code: 'document.field-of-step',
        params: { template: template.code, field: title.zh },
      })),
    );
}

const pastStep = () => invalid({ pointer: '/template', code: 'document.by-step' });
