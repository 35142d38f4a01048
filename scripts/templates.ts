// Writes the .docx of a pack's templates from their readable sources: node scripts/templates.ts [packs/cn-discipline]
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { templatesOfPack } from '../packages/server/src/platform/documents/templates/default-templates.ts';

const folder = path.resolve(process.argv[2] ?? 'packs/cn-discipline');
const made = await templatesOfPack(folder);
for (const [code, bytes] of made) await writeFile(path.join(folder, 'templates', `${code}.docx`), bytes);
process.stdout.write(`${made.size} templates written\n`);
