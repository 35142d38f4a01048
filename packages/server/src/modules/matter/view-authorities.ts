import type { listAuthorities } from '@plumbline/contract/authority';
import type { Reply } from '@plumbline/contract/route';
import { type AuthorityRow, type OrganSelector, type Pack, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';

/** What the words of a matrix are taken from: a pack, and the language of the reader. */
type Told = Pick<Ctx, 'pack' | 'locale'>;
type Entry = Reply<typeof listAuthorities>['items'][number];

const ORGANS = {
  custodian: { zh: '承办机关', en: 'the organ that keeps the matter' },
  above: { zh: '上一级机关', en: 'the organ above it' },
} as const;
const KINDS = { person: { zh: '人员', en: 'persons' }, unit: { zh: '单位', en: 'units' } } as const;

/** The matrix of the pack in force: it holds for running matters too. */
export function viewAuthorities(ctx: Told): Reply<typeof listAuthorities> {
  const { pack, locale } = ctx;
  const works = pack.workKinds.map((kind) => ({ code: kind.code, title: pick(kind.title, locale) }));
  return {
    works,
    items: (pack.authorities ?? []).map((authority) => ({
      code: authority.code,
      title: pick(authority.title, locale),
      work: works.find((work) => work.code === authority.work) ?? {
        code: authority.work,
        title: authority.work,
      },
      usedBy: usersOf(ctx, authority.code),
      rows: authority.rows.map((row) => viewRow(ctx, row)),
    })),
  };
}

const usersOf = ({ pack, locale }: Told, code: string): string[] =>
  Object.values(pack.procedures).flatMap((procedure) =>
    Object.values(procedure.actions)
      .filter((action) => action.approval === code)
      .map((action) => `${pick(procedure.title, locale)} · ${pick(action.title, locale)}`),
  );

function viewRow(ctx: Told, row: AuthorityRow): Entry['rows'][number] {
  const { pack, locale } = ctx;
  return {
    when: wordsOf(ctx, row.when),
    steps: row.chain.map((step) => ({
      title: pick(step.title, locale),
      approvals: step.all.map(({ permission, organ }) => ({
        permission: titleIn(pack.permissions, permission, locale),
        organ: organWords(ctx, organ),
        roles: pack.roles
          .filter((role) => role.permissions.includes(permission))
          .map((role) => pick(role.title, locale)),
      })),
    })),
    source: pick(row.source, locale),
    standing: row.standing,
  };
}

type List = readonly { code: string; title: { zh: string; en: string } }[];
const titleIn = (list: List, code: string, locale: 'zh' | 'en') => {
  const entry = list.find((one) => one.code === code);
  return entry ? pick(entry.title, locale) : code;
};

/** Each condition of a row in words; all of them hold, of each list one entry suffices. */
function wordsOf({ pack, locale }: Told, when: AuthorityRow['when']): string[] {
  if (!when) return [];
  const or = locale === 'zh' ? '、' : ' or ';
  const names = (list: List, codes: readonly string[] | undefined) =>
    codes?.length ? [codes.map((code) => titleIn(list, code, locale)).join(or)] : [];
  return [
    ...(when.kind ? [when.kind.map((kind) => KINDS[kind][locale]).join(or)] : []),
    ...names(pack.postLevels, when.level),
    ...names(tagsOf(pack), when.tags),
    ...names(pack.unitKinds, when.unitKind),
  ];
}

const tagsOf = (pack: Pack): List => [...pack.postTags, ...pack.unitTags];

function organWords({ pack, locale }: Told, organ: OrganSelector): string {
  if (typeof organ === 'string') return ORGANS[organ][locale];
  return 'kind' in organ ? titleIn(pack.organKinds, organ.kind, locale) : organ.party;
}
