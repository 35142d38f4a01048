import type { ReadAt } from './source.ts';

const ENTRY = 128;
const END_OF_CHAIN = 0xfffffffa;
/** A workbook's directory has a few dozen entries; the bound keeps a looping chain short. */
const MAX_SECTORS = 256;

/**
 * The names in the directory of an OLE container (MS-CFB), which tell an encrypted .xlsx from an old .xls.
 * Undefined when the container is cut before its directory.
 */
export async function oleEntries(readAt: ReadAt, size: number): Promise<string[] | undefined> {
  const header = await readAt(0, 512);
  if (header.length < 512) return undefined;
  const shift = header.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) return undefined;
  const sectorSize = 1 << shift;
  const offset = (sector: number) => (sector + 1) * sectorSize;
  const names: string[] = [];
  let sector = header.readUInt32LE(0x30);
  for (let count = 0; sector < END_OF_CHAIN && count < MAX_SECTORS; count++) {
    if (offset(sector) + sectorSize > size) return undefined;
    const directory = await readAt(offset(sector), sectorSize);
    for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
      const length = directory.readUInt16LE(at + 64);
      if (length >= 2 && length <= 64) names.push(directory.toString('utf16le', at, at + length - 2));
    }
    const next = await followChain(header, sector, sectorSize, readAt);
    if (next === undefined) return names;
    sector = next;
  }
  return names;
}

/** The next sector by the allocation table; only the 109 table sectors named in the header are followed. */
async function followChain(
  header: Buffer,
  sector: number,
  sectorSize: number,
  readAt: ReadAt,
): Promise<number | undefined> {
  const perSector = sectorSize / 4;
  const index = Math.floor(sector / perSector);
  if (index >= 109) return undefined;
  const table = header.readUInt32LE(0x4c + index * 4);
  if (table >= END_OF_CHAIN) return undefined;
  const entry = await readAt((table + 1) * sectorSize + (sector % perSector) * 4, 4);
  return entry.length === 4 ? entry.readUInt32LE(0) : undefined;
}
