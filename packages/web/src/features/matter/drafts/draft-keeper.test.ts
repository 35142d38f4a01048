import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lib/problem.ts';
import { bothOf, sameData } from './draft.rules.ts';
import { type DraftData, DraftKeeper, type Kept, type Ports, type Saved } from './draft-keeper.ts';

const problem = (status: number, code: string) =>
  new ProblemError({ type: 'about:blank', status, code, title: code });
const NOTHING: Saved = { version: 0, data: null, savedBy: null, mine: false, savedAt: null };

/** A server, a machine and a network that may be down or lose an answer. */
function world() {
  let saved: Saved = NOTHING;
  const machine: { kept?: Kept } = {};
  const net: { mode: 'up' | 'down' | 'lost' } = { mode: 'up' };
  const portsOf = (who: string): Ports => ({
    save: async (version, data) => {
      if (net.mode === 'down') throw problem(0, 'no-answer');
      if (version !== saved.version) throw problem(409, 'stale-version');
      saved = {
        version: version + 1,
        data,
        savedBy: who,
        mine: who === 'me',
        savedAt: '2026-04-08T01:00:00Z',
      };
      if (net.mode === 'lost') throw problem(0, 'no-answer');
      return { version: saved.version, savedAt: saved.savedAt! };
    },
    load: async () => {
      if (net.mode === 'down') throw problem(0, 'no-answer');
      return { ...saved, mine: saved.savedBy === who };
    },
    keep: async (kept) => {
      machine.kept = structuredClone(kept);
      return true;
    },
    drop: () => {
      delete machine.kept;
    },
  });
  return {
    net,
    machine,
    ports: portsOf('me'),
    colleague: portsOf('colleague'),
    get saved() {
      return saved;
    },
  };
}
const settled = () => new Promise((done) => setTimeout(done, 0));
const record = (...answers: string[]): DraftData => ({
  exchanges: answers.map((answer) => ({ question: '问', answer })),
});

describe('a form that is being filled in', () => {
  it('is kept on the machine at once, sent, and then kept there no more', async () => {
    const { ports, machine, saved: _, ...w } = world();
    const keeper = new DraftKeeper(ports, NOTHING);
    expect(keeper.state.status).toBe('saved');
    keeper.write(record('一'));
    await settled();
    expect([keeper.state.status, keeper.state.kept, machine.kept?.data]).toEqual([
      'writing',
      true,
      record('一'),
    ]);
    await keeper.send();
    await settled();
    expect([keeper.state.status, keeper.state.version, machine.kept]).toEqual(['saved', 1, undefined]);
    expect(w.net.mode).toBe('up');
  });

  it('waits for the network, is there again after a reload, and goes when the network is back', async () => {
    const w = world();
    const keeper = new DraftKeeper(w.ports, NOTHING);
    w.net.mode = 'down';
    keeper.write(record('一'));
    await keeper.send();
    keeper.write(record('一', '二'));
    await settled();
    expect([keeper.state.status, w.saved.version]).toEqual(['offline', 0]);
    // The page is closed and opened again.
    const again = new DraftKeeper(w.ports, w.saved, w.machine.kept);
    expect([again.state.status, again.state.data]).toEqual(['writing', record('一', '二')]);
    await again.send();
    expect(again.state.status).toBe('offline');
    w.net.mode = 'up';
    await again.send();
    await settled();
    expect([again.state.status, w.saved.data, w.machine.kept]).toEqual([
      'saved',
      record('一', '二'),
      undefined,
    ]);
  });

  it('takes its own text for its own when only the answer was lost', async () => {
    const w = world();
    const keeper = new DraftKeeper(w.ports, NOTHING);
    keeper.write(record('一'));
    w.net.mode = 'lost';
    await keeper.send();
    w.net.mode = 'up';
    keeper.write(record('一', '二'));
    await keeper.send();
    expect(keeper.state.theirs).toBeUndefined();
    await keeper.send();
    expect([keeper.state.status, w.saved.data]).toEqual(['saved', record('一', '二')]);
  });

  it('never writes over what a colleague saved: it asks, and keeps both where that is chosen', async () => {
    for (const [which, data] of [
      ['both', record('同事的', '我的')],
      ['mine', record('我的')],
      ['theirs', record('同事的')],
    ] as const) {
      const w = world();
      const keeper = new DraftKeeper(w.ports, NOTHING);
      await w.colleague.save(0, record('同事的'));
      keeper.write(record('我的'));
      await keeper.send();
      expect([keeper.state.status, keeper.state.theirs?.savedBy, keeper.state.data]).toEqual([
        'conflict',
        'colleague',
        record('我的'),
      ]);
      await keeper.send();
      expect(w.saved.data).toEqual(record('同事的'));
      keeper.choose(which);
      await keeper.send();
      await settled();
      expect([keeper.state.status, w.saved.data, w.machine.kept]).toEqual(['saved', data, undefined]);
    }
  });

  it('finds a conflict that came about while the machine was off', () => {
    const kept = { version: 1, data: record('我的') };
    const saved = { ...NOTHING, version: 2, data: record('同事的'), savedBy: 'colleague' };
    expect(new DraftKeeper(world().ports, saved, kept).state).toMatchObject({
      status: 'conflict',
      data: record('我的'),
    });
  });

  it('keeps the text in sight and on the machine when it can be saved no more', async () => {
    const w = world();
    const refusing = { ...w.ports, save: () => Promise.reject(problem(409, 'wrong-state')) };
    const keeper = new DraftKeeper(refusing, NOTHING);
    keeper.write(record('一'));
    await keeper.send();
    await settled();
    expect([keeper.state.status, keeper.state.data, w.machine.kept?.data]).toEqual([
      'over',
      record('一'),
      record('一'),
    ]);
    await keeper.done();
    expect(w.machine.kept).toBeUndefined();
  });

  it('loses nothing that was typed, whatever the network does and whenever the page is closed', async () => {
    const act = fc.oneof(
      { weight: 4, arbitrary: fc.constant('type' as const) },
      fc.constantFrom('send', 'down', 'up', 'lost', 'reload', 'colleague', 'choose' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const w = world();
        let keeper = new DraftKeeper(w.ports, NOTHING);
        let typed: string[] = [];
        let n = 0;
        const answers = (data: DraftData | null | undefined) =>
          ((data?.exchanges as { answer: string }[] | undefined) ?? []).map(({ answer }) => answer);
        for (const one of acts) {
          if (one === 'type') {
            typed = [...answers(keeper.state.data), `a${++n}`];
            keeper.write(record(...typed));
          } else if (one === 'send') await keeper.send();
          else if (one === 'reload') {
            await settled();
            if (w.net.mode === 'up')
              keeper = new DraftKeeper(
                w.ports,
                { ...w.saved, mine: w.saved.savedBy === 'me' },
                w.machine.kept,
              );
          } else if (one === 'choose') keeper.choose('both');
          else if (one === 'colleague') {
            if (w.net.mode === 'up')
              await w.colleague.save(w.saved.version, record(...answers(w.saved.data), `c${++n}`));
          } else w.net.mode = one;
          await settled();
          for (const answer of typed) expect(answers(keeper.state.data)).toContain(answer);
        }
        w.net.mode = 'up';
        for (let i = 0; i < 4; i++) {
          await keeper.send();
          keeper.choose('both');
        }
        await settled();
        expect(keeper.state.status).toBe('saved');
        for (const answer of typed) expect(answers(w.saved.data)).toContain(answer);
        expect(w.machine.kept).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('two texts of one form', () => {
  it('are the same whatever the order of their fields', () => {
    expect(sameData({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(sameData({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(sameData([1, 2], [2, 1])).toBe(false);
    expect(sameData({ a: null }, {})).toBe(false);
  });
  it('together hold every entry of both, once', () => {
    const entries = fc.uniqueArray(fc.string(), { maxLength: 6 });
    fc.assert(
      fc.property(entries, entries, (mine, theirs) => {
        const both = bothOf({ list: mine }, { list: theirs, place: '甲' });
        expect(both.place).toBe('甲');
        expect(new Set(both.list as string[])).toEqual(new Set([...mine, ...theirs]));
        expect(both.list).toHaveLength(new Set([...mine, ...theirs]).size);
      }),
    );
  });
});
