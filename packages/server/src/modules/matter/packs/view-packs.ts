import type { checkPackVersion, getPackProcedure, getPackVersion, listPacks } from '@plumbline/contract/pack';
import type { Params, Reply } from '@plumbline/contract/route';
import { type Pack, pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { notFound } from '../../../platform/errors/app-error.ts';
import { provePack } from '../../../platform/packs/prove-pack.ts';
import { viewAuthorities } from '../view-authorities.ts';
import { pictureOf } from '../view-procedures.ts';
import { listChoices, listVersions } from './packs.store.ts';

/** Packs of the registry: rules, no content, so whoever may read packs sees those of other bodies too. */
export async function viewPacks(ctx: Ctx): Promise<Reply<typeof listPacks>> {
  const [rows, choices] = await Promise.all([listVersions(ctx.trx), listChoices(ctx.trx)]);
  const { packs } = ctx.services;
  return {
    items: packs.installed().map((pack) => {
      const { code, title } = pack.head;
      const chosen = choices.filter((one) => one.code === code);
      return {
        code,
        title: pick(title, ctx.locale),
        own: code === ctx.pack.head.code,
        versions: rows
          .filter((row) => row.code === code)
          .map((row) => {
            const inForce = row.version === pack.head.version;
            return {
              version: row.version,
              installedAt: row.installed_at.toISOString(),
              shipped: packs.isShipped(code, row.version),
              inForce,
              since: inForce ? (sinceOf(chosen, row.version) ?? row.installed_at).toISOString() : null,
            };
          }),
      };
    }),
  };
}

/** Since when a version has been the chosen one without a break; undefined when nobody ever chose. */
export function sinceOf(
  newestFirst: readonly { version: string; chosen_at: Date }[],
  version: string,
): Date | undefined {
  const other = newestFirst.findIndex((one) => one.version !== version);
  return newestFirst.slice(0, other < 0 ? undefined : other).at(-1)?.chosen_at;
}

/** @throws 404 when it was never installed */
function versionOf(ctx: Ctx, { code, version }: Params<typeof getPackVersion>): Promise<Pack> {
  return ctx.services.packs.version(code, version).catch(() => {
    throw notFound();
  });
}

const PARTS = {
  forms: { zh: '表单', en: 'Forms' },
  roles: { zh: '角色', en: 'Roles' },
  permissions: { zh: '权限', en: 'Permissions' },
  classes: { zh: '线索类别', en: 'Classes of clues' },
  classifications: { zh: '密级', en: 'Classifications' },
  sources: { zh: '来源', en: 'Sources' },
  organKinds: { zh: '机关类型', en: 'Kinds of organ' },
  unitKinds: { zh: '单位类型', en: 'Kinds of unit' },
  tables: { zh: '判定表', en: 'Decision tables' },
  papers: { zh: '纸质表样', en: 'Papers' },
} as const satisfies Partial<Record<keyof Pack, { zh: string; en: string }>>;

export async function viewPackVersion(
  ctx: Ctx,
  params: Params<typeof getPackVersion>,
): Promise<Reply<typeof getPackVersion>> {
  const pack = await versionOf(ctx, params);
  const { locale } = ctx;
  const { head, catalogue } = pack;
  const titled = <T extends { code: string; title: { zh: string; en: string } }>({ code, title }: T) => ({
    code,
    title: pick(title, locale),
  });
  const works = new Map((pack.workKinds ?? []).map((kind) => [kind.code, pick(kind.title, locale)]));
  return {
    ...titled(head),
    version: head.version,
    note: head.note ? pick(head.note, locale) : null,
    effectiveFrom: head.effectiveFrom,
    zone: head.calendar.zone,
    locales: [...head.locales],
    counts: Object.entries(PARTS).map(([part, title]) => ({
      part,
      title: title[locale],
      count: Object.keys(pack[part as keyof typeof PARTS] ?? {}).length,
    })),
    catalogue: catalogue.groups.map((group) => ({
      ...titled(group),
      subject: group.subject,
      items: catalogue.items
        .filter((item) => item.group === group.code)
        .map((item) => pick(item.title, locale)),
    })),
    procedures: Object.values(pack.procedures).map((one) => ({
      code: one.procedure,
      title: pick(one.title, locale),
      states: Object.keys(one.states).length,
      actions: Object.keys(one.actions).length,
      terms: Object.keys(one.terms ?? {}).length,
      service: one.service ?? null,
    })),
    limits: pack.terms.map((term) => ({
      ...titled(term),
      length: term.length ?? null,
      yearly: term.yearly ?? null,
      every: term.every ?? null,
      source: pick(term.source, locale),
      standing: term.standing,
      effectiveFrom: term.effectiveFrom,
    })),
    authorities: viewAuthorities({ pack, locale }).items,
    templates: (pack.templates?.templates ?? []).map((one) => ({
      ...titled(one),
      layout: one.layout,
      fields: one.fields.length,
      work: one.work.map((code) => works.get(code) ?? code),
    })),
  };
}

export async function viewPackCheck(
  ctx: Ctx,
  params: Params<typeof checkPackVersion>,
): Promise<Reply<typeof checkPackVersion>> {
  const problems = await provePack(await versionOf(ctx, params));
  return {
    sound: problems.length === 0,
    problems: problems.map(({ code, where, text }) => ({
      // Nothing is merely advised: whatever is found keeps a pack from being installed.
      severity: 'error',
      code,
      file: where.file,
      line: where.line ?? null,
      pointer: where.pointer,
      text: pick(text, ctx.locale),
    })),
  };
}

/** A procedure with the limits as this version of the pack states them. @throws 404 */
export async function viewPackProcedure(
  ctx: Ctx,
  params: Params<typeof getPackProcedure>,
): Promise<Reply<typeof getPackProcedure>> {
  const pack = await versionOf(ctx, params);
  const found = Object.hasOwn(pack.procedures, params.procedure)
    ? pack.procedures[params.procedure]
    : undefined;
  if (!found) throw notFound();
  return pictureOf(ctx, pack, found, pack.terms);
}
