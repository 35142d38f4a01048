import { validateForm } from '@plumbline/policy';
import { officeTime } from '../../platform/clock/clock.ts';
import type { Ctx, EffectHandler } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { getMatter, machineOfMatter } from '../matter/index.ts';
import { needItem } from './catalogue.ts';
import { fileLinkedMaterials } from './file-many.ts';
import { mirrorMaterial } from './mirror-material.ts';
import { ensureDossier } from './place.ts';

/**
 * Files what a procedure produced into the dossier of each subject: of everything its forms asked for, the fields
 * that the item's form has, or what the step says it is filled with. The entry shares the matter; nothing changes it any
 * more, for the matter has ended or the step names the status that it keeps.
 * @throws 400 when what was written does not fit the item
 */
export const fileStep: EffectHandler = async (ctx, { matter, event, status }) => {
  if (event.type !== 'acted') return;
  const row = await getMatter(ctx, matter.id);
  const machine = await machineOfMatter(ctx, row);
  const files = machine.actions[event.action]?.files;
  // Of what is set aside nothing shows in a dossier.
  if (!files || row.room === 2) return;
  if (files.onlyWith !== undefined && matter.data[files.onlyWith] !== true) return;
  const sources: Record<string, string> = {
    'step.day': ctx.today,
    'step.at': officeTime(ctx.now),
    'account.name': ctx.actor.name,
    'matter.id': matter.id,
    'matter.number': row.number ?? '',
  };
  const said = (from: string) => sources[from] ?? matter.data[from];
  for (const subject of matter.subjects) {
    const code = (subject.kind === 'unit' && files.unitItem) || files.item;
    const item = needItem(ctx.pack, code, subject.kind);
    const fields = Object.keys((ctx.pack.forms[item.form] as { properties?: object })?.properties ?? {});
    const form = Object.fromEntries(
      fields.flatMap((field) => {
        const value = files.says?.[field] ?? said(files.from?.[field] ?? field);
        return value === undefined || value === '' ? [] : [[field, value]];
      }),
    );
    const faults = validateForm(ctx.pack, item.form, form, ctx.today);
    if (faults.length)
      throw invalid(...faults.map((fault) => ({ ...fault, pointer: `/data${fault.pointer}` })));
    const place = await ensureDossier(ctx, subject, { byFiling: true });
    const [id] = fileLinkedMaterials(ctx, [
      {
        subject,
        item: code,
        form,
        title: row.number ? `${item.title.zh} ${row.number}` : item.title.zh,
        sourceOrganId: matter.custodian,
        occurredOn: ctx.today,
        receivedOn: ctx.today,
        matter: { id: matter.id, status: files.status ?? status },
        visibility: {
          organId: place.organId,
          classification: Math.max(item.classification, place.classification, row.classification),
          // What comes of a narrow matter stays as narrow.
          room: machine.narrow && row.room > 0 ? 1 : 0,
          // Whoever was kept out of the matter is kept out of what comes of it.
          barred: row.barred,
          concernsPersonId: subject.kind === 'person' ? subject.id : null,
        },
      },
    ]);
    // Whoever closes the matter need not reach the dossier; the platform makes the entry findable.
    ctx.later(INDEX_TOPIC, { materialId: id });
    ctx.record({
      type: 'material.filed',
      entity: 'material',
      entityId: id!,
      subjectId: subject.id,
      organId: place.organId,
      data: { item: code, matter: matter.id },
    });
  }
};

export const INDEX_TOPIC = 'dossier.index-filed';

/** Makes a filed entry findable; again without harm. */
export async function indexFiled(ctx: Ctx, materialId: string): Promise<void> {
  const row = await ctx.trx
    .selectFrom('material')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', materialId)
    .executeTakeFirst();
  if (row) await mirrorMaterial(ctx, row, { searchable: true });
}
