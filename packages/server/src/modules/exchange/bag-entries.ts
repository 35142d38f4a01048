import type { BagEntry } from '../../platform/documents/bagit.ts';
import { officialDocument } from '../../platform/documents/docx.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { entitiesOf } from './entities.ts';
import { materialFile } from './material-file.ts';
import { filedUnder } from './packs-of.ts';
import { portraitOf } from './portrait.ts';
import type { PortraitInput } from './portrait-input.ts';

const jsonFile = (path: string, value: unknown): BagEntry => ({
  path,
  content: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
});

/** The contents of the package one at a time: whatever is large is opened when its turn comes. */
export async function* bagEntries(
  store: FileStore,
  input: PortraitInput,
  options: { manifest: object; jurisdiction: number; source: string },
): AsyncGenerator<BagEntry> {
  const { rows, materials, packs, locale, kinShown } = input;
  yield jsonFile('manifest.json', options.manifest);
  yield { path: 'portrait.docx', content: await officialDocument(portraitOf(input)) };
  yield {
    path: 'entities.ftm.json',
    content: Buffer.from(entitiesOf(input.pack, rows, materials, options.source)),
  };
  if (rows.instructions.length > 0) yield jsonFile('instructions.json', rows.instructions);
  for (const material of materials) {
    yield jsonFile(material.path, materialFile(filedUnder(packs, material), material, { locale, kinShown }));
    for (const file of material.files)
      yield { path: file.path, content: await store.get(options.jurisdiction, file.storeName) };
  }
}
