import type { Ctx } from '../../platform/context/context.ts';
import type { KeySet } from '../../platform/files/key-set.ts';
import { exactName } from '../../platform/matching/names.ts';
import { similarityKeys } from '../../platform/matching/similarity.ts';
import { mapInTurns } from '../../platform/threads/in-turns.ts';
import type { Cell } from '../../platform/workbook/types.ts';
import { hashOfIdNumber } from '../registry/index.ts';
import { textOf } from './likeness.ts';
import { receiverOf } from './receiver.ts';
import { seeingRegistry } from './registry-sight.ts';
import { StubRoutes } from './route-clue.ts';
import type { NewRow } from './row.store.ts';
import { type CheckedRow, checkRow, type RowFault } from './sheet/check-row.ts';
import type { SheetRow } from './sheet/one-sheet.ts';
import { type Registry, type Resolution, resolveRow } from './sheet/resolve-row.ts';
import { SubjectLookup } from './subject-lookup.ts';
import { picks, rowState } from './submission.rules.ts';

/** Label of the key that seals identity numbers of staged rows; the place of the row is bound in. */
const SEAL = 'sheet-identifiers';
const MOST_REMEMBERED = 20_000;

type Subject = { kind: 'person' | 'unit'; id: string };

/** The fault of a row that goes up unopened; the line says why and what to do. */
export const elsewhereFault = ({ kind }: Pick<Subject, 'kind'>, line: { code: string }): RowFault => ({
  column: kind === 'person' ? 'name' : 'unit',
  code: ELSEWHERE,
  params: { line: line.code },
});
export const ELSEWHERE = 'row.handled-elsewhere';

/** A row to check: where it stands and what is written in it. */
export type RowToCheck = Pick<SheetRow, 'sheet' | 'row' | 'date1904'> & {
  cells: ReadonlyMap<string, Cell>;
};

/** Checks rows and matches them to the registry, many at a time. */
export class RowChecker {
  readonly #ctx: Ctx;
  readonly #submissionId: string;
  readonly #keys: KeySet;
  readonly #lookup: SubjectLookup;
  readonly #asOf: string;
  #routes: StubRoutes | undefined;
  /** Sheets name the same few people and units again and again. */
  readonly #known = new Map<string, Resolution>();

  constructor(ctx: Ctx, submissionId: string, asOf: string) {
    this.#ctx = ctx;
    this.#submissionId = submissionId;
    this.#asOf = asOf;
    this.#keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
    this.#lookup = new SubjectLookup(ctx, asOf);
  }

  /** @param firstNo number of the first row */
  async check(rows: readonly RowToCheck[], firstNo: number): Promise<NewRow[]> {
    const { pack, today } = this.#ctx;
    const checked = await mapInTurns(rows, (row) => {
      const result = checkRow((code) => row.cells.get(code), { pack, today, date1904: row.date1904 });
      const idHash = result.idNumber === null ? null : hashOfIdNumber(this.#ctx, result.idNumber);
      return { ...result, idHash };
    });
    const registry = await this.#lookup.registryFor(
      checked.map(({ cells, idHash }) => ({ name: cells.name ?? '', idHash })),
    );
    const resolved = await mapInTurns(checked, (row) => this.#resolve(row, registry));
    await this.#readRoutes(resolved.flatMap(({ subject }) => subject ?? []));
    return mapInTurns(rows, (row, i) => this.#store(row, firstNo + i, checked[i]!, resolved[i]!));
  }

  /** What is wrong with a row about whom a superior manages: it may not stand in the sheet. */
  async elsewhere(subject: Subject, source: string | undefined): Promise<RowFault[]> {
    await this.#readRoutes([subject]);
    return this.#elsewhere(subject, source);
  }

  async #readRoutes(subjects: readonly Subject[]): Promise<void> {
    const receiver = this.#routes ? undefined : await receiverOf(this.#ctx);
    if (receiver) this.#routes = new StubRoutes(this.#ctx, receiver.id);
    await seeingRegistry(this.#ctx, async () => this.#routes?.read(subjects));
  }

  #elsewhere(subject: Subject | null, source: string | undefined): RowFault[] {
    const line = subject && this.#routes?.lineOf(subject, source);
    return line ? [elsewhereFault(subject, line)] : [];
  }

  #store(
    { sheet, row }: RowToCheck,
    rowNo: number,
    checked: CheckedRow & { idHash: string | null },
    { subject, candidates, faults: unresolved }: Resolution,
  ): NewRow {
    const faults = [...checked.faults, ...unresolved, ...this.#elsewhere(subject, checked.entry?.source)];
    const { cells } = checked;
    return {
      row_no: rowNo,
      sheet,
      source_row: row,
      state: rowState({
        faults: faults.length,
        subject: subject !== null,
        picks: picks({ faults, candidates }),
      }),
      cells,
      entry: checked.entry,
      faults: faults.length ? faults : null,
      candidates: candidates.length ? candidates : null,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      certainty: subject?.certainty ?? null,
      reasons: subject?.reasons ?? null,
      bands: similarityKeys(textOf(cells)),
      twin_key: subject?.id ?? `${exactName(cells.name ?? '')}|${exactName(cells.unit ?? '')}`,
      id_sealed: checked.idText === null ? null : this.seal(rowNo, checked.idText),
    };
  }

  #resolve(row: CheckedRow & { idHash: string | null }, registry: Registry): Resolution {
    const { name, unit, post } = row.cells;
    const key = [name, row.idHash, unit, post].join('\u0000');
    let resolution = this.#known.get(key);
    if (!resolution) {
      resolution = resolveRow(row, row.idHash, registry, this.#asOf);
      if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
      this.#known.set(key, resolution);
    }
    return resolution;
  }

  /** The identity number as it was written, tied to its row; base64. */
  seal(rowNo: number, text: string): string {
    return this.#keys.encrypt(SEAL, text, `${this.#submissionId}:${rowNo}`).toString('base64');
  }

  /** What was sealed in a row. */
  open(rowNo: number, sealed: Buffer): string {
    return this.#keys.decrypt(SEAL, sealed, `${this.#submissionId}:${rowNo}`).toString('utf8');
  }
}
