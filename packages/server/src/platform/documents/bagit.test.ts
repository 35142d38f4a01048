import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { type BagFault, decodePath, encodePath } from './bag-path.ts';
import { type BagEntry, writeBag } from './bagit.ts';
import { verifyBag } from './verify-bag.ts';

const DATE = new Date('2026-03-05T08:00:00Z');
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bag-'));
  file = path.join(folder, 'bag.zip');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (entries: BagEntry[], info: Record<string, string> = {}, name = '卷宗-1') =>
  writeBag(createWriteStream(file), { name, info, entries, date: DATE });
const text = (content: string) => Buffer.from(content, 'utf8');
const coded = (code: BagFault) => expect.objectContaining({ code }) as unknown as Error;

/** A zip of exactly these parts, to build bags that are wrong. */
async function zipOf(parts: Record<string, string>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts))
    zip.addBuffer(text(content), name, { compress: false });
  zip.end();
  await finished((zip.outputStream as Readable).pipe(createWriteStream(file)));
}

async function partsOf(entries: BagEntry[]): Promise<Record<string, string>> {
  await write(entries, {}, 'b');
  const raw = await readFile(file);
  const parts: Record<string, string> = {};
  const { fromBufferPromise } = (await import('yauzl')) as unknown as {
    fromBufferPromise(bytes: Buffer): Promise<{
      eachEntry(): AsyncIterable<{ fileName: string }>;
      openReadStreamPromise(entry: unknown): Promise<Readable>;
    }>;
  };
  const zip = await fromBufferPromise(raw);
  for await (const entry of zip.eachEntry()) {
    const chunks = await (await zip.openReadStreamPromise(entry)).toArray();
    parts[entry.fileName] = Buffer.concat(chunks as Buffer[]).toString('utf8');
  }
  return parts;
}

describe('a written bag', () => {
  test('has declaration, information, manifests and payload, and verifies', async () => {
    const written = await write(
      [
        { path: '材料/述责述廉报告.txt', content: text('报告') },
        { path: 'portrait.docx', content: Readable.from([text('a'), text('b')]) },
      ],
      { 'Source-Organization': '清河县纪委监委', 'External-Description': 'two\nlines' },
    );
    expect(written).toMatchObject({ files: 2, octets: 8 });
    expect(written.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await verifyBag(file)).toEqual({
      name: '卷宗-1',
      info: {
        'Source-Organization': '清河县纪委监委',
        'External-Description': 'two lines',
        'Bagging-Date': '2026-03-05',
        'Payload-Oxum': '8.2',
      },
      payload: ['data/材料/述责述廉报告.txt', 'data/portrait.docx'],
      problems: [],
    });
  });

  test('of nothing is a bag too', async () => {
    await write([]);
    expect(await verifyBag(file)).toMatchObject({
      payload: [],
      problems: [],
      info: { 'Payload-Oxum': '0.0' },
    });
  });

  test('is the same, byte for byte, for the same input', async () => {
    const entries = () => [{ path: 'a.txt', content: Readable.from([text('x'.repeat(1000))]) }];
    const first = await write(entries());
    const bytes = await readFile(file);
    expect(await write(entries())).toEqual(first);
    expect((await readFile(file)).equals(bytes)).toBe(true);
  });

  test('of any paths and contents verifies, streams and buffers alike', async () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((s) => !/[/\\\0:]/.test(s) && !/^\.+$/.test(s));
    const entry = fc.record({
      path: fc.array(fc.oneof(part, fc.constantFrom('50%', 'a\nb', 'a\rb', '%0A', '%25')), {
        minLength: 1,
        maxLength: 3,
      }),
      content: fc.uint8Array({ maxLength: 2000 }),
      streamed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 6 }), async (drawn) => {
        const entries = drawn.map(({ path: parts, content, streamed }, index) => ({
          path: [`${index}`, ...parts].join('/'),
          content: streamed ? Readable.from([content], { objectMode: false }) : content,
        }));
        await write(entries);
        const report = await verifyBag(file);
        expect(report.problems).toEqual([]);
        expect(report.payload).toEqual(entries.map(({ path: at }) => `data/${at}`));
      }),
      { numRuns: 60 },
    );
  });

  test('asks for one content at a time', async () => {
    let open = 0;
    let most = 0;
    async function* entries(): AsyncGenerator<BagEntry> {
      for (let index = 0; index < 5; index++) {
        const content = Readable.from([Buffer.alloc(200_000, index)], { objectMode: false });
        most = Math.max(most, ++open);
        content.once('close', () => open--);
        yield { path: `${index}.bin`, content };
      }
    }
    await writeBag(createWriteStream(file), { name: 'b', info: {}, entries: entries(), date: DATE });
    expect(most).toBe(1);
    expect((await verifyBag(file)).problems).toEqual([]);
  });
});

describe('paths in manifests', () => {
  test.each([
    ['100%.txt', '100%25.txt'],
    ['a\nb', 'a%0Ab'],
    ['a\r\nb', 'a%0D%0Ab'],
    ['%0A', '%250A'],
    ['空 格.txt', '空 格.txt'],
  ])('%j is written %j and read back', (raw, encoded) => {
    expect(encodePath(raw)).toBe(encoded);
    expect(decodePath(encoded)).toBe(raw);
  });

  test('any text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(decodePath(encodePath(raw))).toBe(raw);
        expect(encodePath(raw)).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('a bag that can not be written', () => {
  test.each<[string, string[], BagFault]>([
    ['a way out', ['../x'], 'bag.bad-path'],
    ['a way out in the middle', ['a/../../x'], 'bag.bad-path'],
    ['an absolute path', ['/etc/x'], 'bag.bad-path'],
    ['a backslash', ['a\\b'], 'bag.bad-path'],
    ['a drive letter', ['c:x'], 'bag.bad-path'],
    ['an empty part', ['a//b'], 'bag.bad-path'],
    ['the same path twice', ['a', 'a'], 'bag.duplicate-path'],
    ['paths that differ in case only', ['a.txt', 'A.TXT'], 'bag.duplicate-path'],
    ['paths that differ in Unicode form only', ['\u00e9', 'e\u0301'], 'bag.duplicate-path'],
    ['a file where a folder must be', ['a', 'a/b'], 'bag.duplicate-path'],
    ['a folder where a file must be', ['a/b', 'a'], 'bag.duplicate-path'],
  ])('%s is refused', async (_, paths, code) => {
    await expect(write(paths.map((at) => ({ path: at, content: text('x') })))).rejects.toEqual(coded(code));
  });

  test.each(['', '..', 'a/b', 'a\\b'])('the name %j is refused', async (name) => {
    await expect(write([], {}, name)).rejects.toEqual(coded('bag.bad-name'));
  });

  test.each(['Payload-Oxum', 'bagging-date', 'a:b', 'a\nb', '', ' a'])(
    'the label %j is refused',
    async (label) => {
      await expect(write([], { [label]: 'x' })).rejects.toEqual(coded('bag.bad-info'));
    },
  );

  test('a content that breaks off breaks the bag, not the process', async () => {
    const broken = new Readable({
      read() {
        this.push(text('half'));
        this.destroy(new Error('disk gone'));
      },
    });
    const out = createWriteStream(file);
    const bag = writeBag(out, { name: 'b', info: {}, entries: [{ path: 'a', content: broken }], date: DATE });
    await expect(bag).rejects.toThrow('disk gone');
    expect(out.destroyed).toBe(true);
    await expect(verifyBag(file)).rejects.toEqual(coded('bag.not-a-zip'));
  });

  test('an iterator that fails breaks the bag', async () => {
    async function* entries(): AsyncGenerator<BagEntry> {
      yield { path: 'a', content: text('x') };
      throw new Error('no more');
    }
    const out = createWriteStream(file);
    await expect(writeBag(out, { name: 'b', info: {}, entries: entries(), date: DATE })).rejects.toThrow(
      'no more',
    );
    expect(out.destroyed).toBe(true);
  });

  test('a reader that goes away ends the work and closes the content', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))));
      },
    });
    let taken = 0;
    const out = new Writable({
      write(chunk: Buffer, _, done) {
        taken += chunk.length;
        done(taken > 300_000 ? new Error('reader gone') : null);
      },
    });
    const bag = writeBag(out, {
      name: 'b',
      info: {},
      entries: [{ path: 'a', content: endless }],
      date: DATE,
    });
    await expect(bag).rejects.toThrow('reader gone');
    expect(endless.destroyed).toBe(true);
  });
});

describe('verification finds', () => {
  const entries: BagEntry[] = [{ path: 'a.txt', content: text('one') }];
  test.each<[string, (parts: Record<string, string>) => void, RegExp]>([
    [
      'a changed file',
      (p) => {
        p['b/data/a.txt'] = 'two';
      },
      /digest does not fit data\/a\.txt/,
    ],
    [
      'a missing file',
      (p) => {
        delete p['b/data/a.txt'];
      },
      /not there: data\/a\.txt/,
    ],
    [
      'an added file',
      (p) => {
        p['b/data/z.txt'] = 'z';
      },
      /does not list data\/z\.txt/,
    ],
    [
      'changed information',
      (p) => {
        p['b/bag-info.txt'] += 'X: y\n';
      },
      /digest does not fit bag-info\.txt/,
    ],
    [
      'an added tag file',
      (p) => {
        p['b/note.txt'] = 'z';
      },
      /does not list note\.txt/,
    ],
    [
      'another declaration',
      (p) => {
        p['b/bagit.txt'] = 'BagIt-Version: 0.97\n';
      },
      /does not declare/,
    ],
    [
      'a missing manifest',
      (p) => {
        delete p['b/manifest-sha256.txt'];
      },
      /manifest-sha256\.txt is missing/,
    ],
    [
      'a second folder',
      (p) => {
        p['c/x'] = 'x';
      },
      /exactly one folder/,
    ],
    [
      'a broken line',
      (p) => {
        p['b/manifest-sha256.txt'] += 'nonsense\n';
      },
      /not digest and path/,
    ],
  ])('%s', async (_, change, problem) => {
    const parts = await partsOf(entries);
    change(parts);
    await zipOf(parts);
    expect((await verifyBag(file)).problems.join('\n')).toMatch(problem);
  });

  test('a file that is no zip', async () => {
    await writeFile(file, 'not a zip');
    await expect(verifyBag(file)).rejects.toEqual(coded('bag.not-a-zip'));
  });

  test('any flipped byte of a stored payload', async () => {
    await write([{ path: 'a.png', content: Buffer.alloc(500, 7) }], {}, 'b');
    const whole = await readFile(file);
    const start = whole.indexOf(Buffer.alloc(500, 7));
    expect((await stat(file)).size).toBe(whole.length);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 499 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(whole);
        changed[start + at]! ^= mask;
        await writeFile(file, changed);
        const problems = await verifyBag(file).then(
          (report) => report.problems,
          () => ['refused'],
        );
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });
});
