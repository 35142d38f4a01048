import { safeName } from '../../platform/files/safe-name.ts';
import type { FileRow, MaterialRow, PlacedMaterial } from './export.types.ts';

/**
 * Gives every entry its number within its item and every file a path of its own. Numbers count what is in the
 * package only, and come before a file's own name, so that equal, odd and hostile names all stay apart.
 */
export function placeMaterials(
  materials: readonly MaterialRow[],
  files: readonly FileRow[],
): PlacedMaterial[] {
  const numbers = new Map<string, number>();
  const byMaterial = Map.groupBy(files, (file) => file.materialId);
  const present = new Set(materials.map((material) => material.id));
  return materials.map((material) => {
    const number = (numbers.get(material.item) ?? 0) + 1;
    numbers.set(material.item, number);
    const own = byMaterial.get(material.id) ?? [];
    return {
      ...material,
      // A reference to what isn't here would tell of it.
      supersedes: material.supersedes && present.has(material.supersedes) ? material.supersedes : null,
      number,
      path: `materials/${material.item}/${number}.json`,
      files: own.map((file, at) => ({
        ...file,
        path: `files/${material.item}/${number}/${at + 1}-${safeName(file.name)}`,
      })),
    };
  });
}
