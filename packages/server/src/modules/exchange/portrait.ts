import { officeTime } from '../../platform/clock/clock.ts';
import type { DocumentSection, DocumentTable, OfficialDocument } from '../../platform/documents/docx.ts';
import type { PortraitInput } from './portrait-input.ts';
import { catalogueTable, differingTable, summaryTable, timeLineTable } from './portrait-materials.ts';
import { appointmentsTable, basicsTable, instructionsTable, kinTable } from './portrait-registry.ts';
import { LABELS } from './portrait-texts.ts';

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The readable portrait: facts with their date and source, the catalogue of what is in the package, one time line. */
export function portraitOf(input: PortraitInput): OfficialDocument {
  const label = LABELS[input.locale];
  const { kind } = input.rows.dossier;
  const [basics, career, team, kin, portrait, differing, instructions, timeLine] = label.sections;
  const parts: [string, DocumentTable][] = [
    [basics, basicsTable(input)],
    [kind === 'person' ? career : team, appointmentsTable(input)],
    [kin, kinTable(input)],
    [portrait, summaryTable(input)],
    [differing, differingTable(input)],
    [instructions, instructionsTable(input)],
    [label.catalogue, catalogueTable(input)],
    [timeLine, timeLineTable(input)],
  ];
  const shown = parts.filter(([title, table]) => table.rows.length > 0 || title === label.catalogue);
  return {
    title: label.title(input.name),
    organ: input.exporter.organ,
    sections: shown.map(
      ([title, table], at): DocumentSection => ({
        heading: input.locale === 'zh' ? `${NUMERALS[at]}、${title}` : `${at + 1}. ${title}`,
        ...(table.rows.length > 0 ? { table } : { paragraphs: [label.none] }),
      }),
    ),
    footer: label.stated(input.exporter.organ, input.exporter.name, officeTime(input.moment), input.purpose),
  };
}
