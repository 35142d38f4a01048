import type { Pack } from '@plumbline/policy';
import type { DocumentTable } from '../../platform/documents/docx.ts';
import type { ExportRows, PlacedMaterial } from './export.types.ts';

export interface PortraitInput {
  /** The pack in force: it says what an entry may be used for. */
  pack: Pack;
  /** Packs under which the entries were filed, by version. */
  packs: Map<string, Pack>;
  rows: ExportRows;
  materials: readonly PlacedMaterial[];
  locale: 'zh' | 'en';
  kinShown: boolean;
  name: string;
  exporter: { organ: string; name: string };
  purpose: string;
  moment: Date;
}

export type Cells = (string | number | null)[];

/** A table by its columns, each with its heading and its share of the width. */
export const tableOf = (
  columns: readonly (readonly [string, number])[],
  rows: readonly Cells[],
): DocumentTable => ({
  columns: columns.map(([title]) => title),
  widths: columns.map(([, width]) => width),
  rows,
});
