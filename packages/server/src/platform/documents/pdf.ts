import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../errors/app-error.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

/** LibreOffice's own program, by `PLUMBLINE_SOFFICE` or on the path; undefined where there is none. */
export async function findSoffice(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const named = env.PLUMBLINE_SOFFICE;
  const places = named
    ? [named]
    : (env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, 'soffice'));
  for (const place of places) {
    const there = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return place;
  }
  return undefined;
}

/**
 * A .docx as PDF. What LibreOffice needs on the disk lies in a folder of its own, readable by this process
 * only, and is removed at once.
 * @param folder where such folders may be made
 * @throws 501 `pdf-unavailable` without LibreOffice, 503 `unavailable` when it fails or takes too long
 */
export async function docxToPdf(docx: Uint8Array, folder: string, env = process.env): Promise<Buffer> {
  const soffice = await findSoffice(env);
  if (!soffice) throw new AppError('pdf-unavailable');
  const dir = await mkdtemp(path.join(folder, 'pdf-'));
  try {
    await writeFile(path.join(dir, 'document.docx'), docx, { mode: 0o600 });
    const profile = `-env:UserInstallation=file://${path.join(dir, 'profile')}`;
    const args = ['--headless', '--norestore', profile, '--convert-to', 'pdf', '--outdir', dir];
    await run(soffice, [...args, path.join(dir, 'document.docx')], {
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      env: { PATH: env.PATH, HOME: dir },
    });
    return await readFile(path.join(dir, 'document.pdf'));
  } catch (cause) {
    throw new AppError('unavailable', { cause });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
