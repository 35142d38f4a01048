import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportToFile } from '../modules/exchange/index.ts';
import { verifyBag } from '../platform/documents/verify-bag.ts';
import { AppError } from '../platform/errors/app-error.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { actAs, findJurisdiction } from './act-as.ts';
import { UsageError } from './command.ts';
import { findSubject } from './find-subject.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-cli-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const as = (username: string) => actAs(server.services, 1, username);

describe('acting as an account', () => {
  it('needs an open account and a jurisdiction that exists', async () => {
    expect(await findJurisdiction(server.services, undefined)).toBe(1);
    expect(await findJurisdiction(server.services, 'chengxi')).toBe(1);
    await expect(findJurisdiction(server.services, 'elsewhere')).rejects.toThrow(/chengxi/);
    await expect(as('nobody')).rejects.toThrow(UsageError);
  });

  it('has the rights of the account and no more', async () => {
    const officer = await as('OFFICER');
    expect(officer.accountId).toBe(server.world.accounts.officer);
    expect(officer.permissions.has('dossier.export')).toBe(true);
    expect((await as('court')).permissions.has('dossier.export')).toBe(false);
  });
});

describe('finding the subject', () => {
  it('takes an id, a name that only one bears and a short name of a unit', async () => {
    const officer = await as('officer');
    const { persons, units } = server.world;
    expect(await findSubject(server.services, officer, persons.head.toUpperCase())).toBe(persons.head);
    expect(await findSubject(server.services, officer, '陈立新')).toBe(persons.head);
    expect(await findSubject(server.services, officer, '县住建局')).toBe(units.housing);
  });

  it('lists namesakes with what tells them apart', async () => {
    const { namesakeA, namesakeB } = server.world.persons;
    const error = await findSubject(server.services, await as('officer'), '王伟').catch((e: Error) => e);
    expect(error).toBeInstanceOf(UsageError);
    for (const part of [namesakeA, namesakeB, '建管股股长', '县财政局'])
      expect((error as Error).message).toContain(part);
  });

  it('knows nobody whom the account does not see', async () => {
    await expect(findSubject(server.services, await as('court'), '陈立新')).rejects.toThrow(UsageError);
  });
});

describe('writing the package', () => {
  it('leaves a whole bag under its name', async () => {
    const out = path.join(folder, 'head.zip');
    const input = { subjectId: server.world.persons.head, purpose: '考察', path: out };
    const { files } = await exportToFile(server.services, await as('officer'), input);
    const report = await verifyBag(out);
    expect(report.problems).toEqual([]);
    expect(report.payload).toHaveLength(files);
    expect(await readdir(folder)).toEqual(['head.zip']);
  });

  it('leaves nothing when it is refused or the disk will not have it', async () => {
    const { head } = server.world.persons;
    const before = await readdir(folder);
    const refused = { subjectId: head, purpose: 'x', path: path.join(folder, 'no.zip') };
    await expect(exportToFile(server.services, await as('court'), refused)).rejects.toThrow(AppError);
    await writeFile(path.join(folder, 'plain'), '');
    const nowhere = { subjectId: head, purpose: 'x', path: path.join(folder, 'plain', 'no.zip') };
    await expect(exportToFile(server.services, await as('officer'), nowhere)).rejects.toThrow(/ENOTDIR/);
    expect(await readdir(folder)).toEqual([...before, 'plain'].sort());
  });
});
