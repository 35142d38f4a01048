import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Templates } from '@plumbline/policy';
import { parse } from 'yaml';
import { TemplateLayoutSource, templateDocx } from './template-source.ts';

/** Makes every .docx of a pack anew from its sources (`templates/<code>.yaml`); those without one are left alone. */
export async function templatesOfPack(folder: string): Promise<Map<string, Uint8Array>> {
  const { templates } = Templates.parse(parse(await readFile(path.join(folder, 'templates.yaml'), 'utf8')));
  const sources = (await readdir(path.join(folder, 'templates'))).filter((name) => name.endsWith('.yaml'));
  const made = new Map<string, Uint8Array>();
  for (const name of sources.sort()) {
    const code = name.slice(0, -'.yaml'.length);
    const template = templates.find((one) => one.code === code);
    if (!template) throw new Error(`templates.yaml has no template ${code}`);
    const text = await readFile(path.join(folder, 'templates', name), 'utf8');
    made.set(code, await templateDocx(template, TemplateLayoutSource.parse(parse(text))));
  }
  return made;
}
