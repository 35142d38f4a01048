import { pick } from '@plumbline/policy';
import { FILE_TYPES } from '../../platform/files/types.ts';
import type { PlacedMaterial } from './export.types.ts';
import { dataOf, type Filed, titleOf } from './packs-of.ts';

/** The media type of a stored file. */
export const mediaType = (type: string): string =>
  (FILE_TYPES as Record<string, { mime: string } | undefined>)[type]?.mime ?? type;

/** One entry as the package keeps it: what it says, where it comes from, who vouched for it and how old it is. */
export function materialFile(
  filed: Filed,
  material: PlacedMaterial,
  options: { locale: 'zh' | 'en'; kinShown: boolean },
): object {
  const { pack, item } = filed;
  const { locale } = options;
  const level = pack.classifications.find((entry) => entry.level === material.classification);
  return {
    id: material.id,
    number: material.number,
    item: { code: item.code, title: pick(item.title, locale) },
    title: material.title,
    status: { code: material.status, title: titleOf(pack.statuses, material.status, locale) },
    source: material.source && {
      code: material.source,
      title: titleOf(pack.sources, material.source, locale),
    },
    sourceOrgan: material.sourceOrgan,
    occurredOn: material.occurredOn,
    receivedOn: material.receivedOn,
    recordedAt: material.createdAt.toISOString(),
    author: material.author,
    verifiedBy: material.verifiedBy,
    verifiedAt: material.verifiedAt?.toISOString() ?? null,
    classification: { level: material.classification, title: level ? pick(level.title, locale) : null },
    version: material.version,
    supersedes: material.supersedes,
    packVersion: material.packVersion,
    note: material.note,
    form: { code: item.form, data: dataOf(filed, material, options.kinShown) },
    files: material.files.map((file) => ({
      id: file.id,
      name: file.name,
      type: mediaType(file.type),
      size: file.size,
      path: file.path,
    })),
  };
}
