import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestServer } from '../../testing/index.ts';
import { admonish, delivery, step } from './admonish.testing.ts';
import { decision, proposal, TOLD, verified, warned } from './levels/levels.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(TEST_NOW));

const ask = (who: string, id: string) =>
  step(server, who, id, 'ask-more-time', undefined, '资料在外地，请延长至五月。');
const pause = (id: string) => step(server, 'officer', id, 'pause', undefined, '本人住院。');
const deliver = async (id: string, action = 'deliver') =>
  step(server, 'officer', id, action, await delivery(server, '2026-04-06'));

/** How each running term stands on the day, and its last day. */
async function termsOf(id: string): Promise<Record<string, string | null>> {
  const { terms } = await server.as('officer').must(matters.getMatter, { params: { id } });
  return Object.fromEntries(terms.map(({ code, state, dueOn }) => [code, dueOn ?? state]));
}

async function proposed(person: string): Promise<string> {
  const facts = [await verified(server, person, 'heavier')];
  const subjects = [{ kind: 'person' as const, id: person }];
  const body = { procedure: 'warning', subjects, data: proposal(server, facts) };
  return (await server.as('officer').must(matters.beginMatter, { body })).id;
}

describe('[P7] the time of whom a matter concerns stands still', () => {
  it('where they asked for more before the opinions were delivered, until that is answered', async () => {
    const who = server.world.persons.head;
    const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor', {
      because: '轻微。',
    });
    await step(server, 'officer', id, 'opinions', {
      opinions: [{ no: 1, opinion: '补办。' }],
      rectifyBy: '2026-04-20',
    });
    await ask('subject', id);
    await deliver(id, 'deliver-opinions');
    expect(await termsOf(id)).toMatchObject({ rectify: 'suspended' });
    server.clock.set('2026-05-08T02:00:00.000Z');
    expect(await termsOf(id)).toMatchObject({ rectify: 'suspended' });
    await step(server, 'officer', id, 'go-on', undefined, '同意。');
    expect(await termsOf(id)).toMatchObject({ rectify: '2026-05-21' });
  });

  it('where illness was recorded before the facts were delivered: nobody is decided on unheard', async () => {
    const id = await proposed(server.world.persons.deputy);
    await step(server, 'officer', id, 'tell', TOLD);
    await pause(id);
    await deliver(id);
    server.clock.set('2026-05-08T02:00:00.000Z');
    expect(await termsOf(id)).toMatchObject({ answer: 'suspended' });
    const data = decision(server, 'heavier', { answers: [] });
    const body = { data: data as Record<string, unknown> };
    const params = { id, action: 'decide' };
    expect(await server.as('officer').call(matters.actOnMatter, { params, body })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringContaining('尚未届满') },
    });
  });

  it('of an admonition too, where either came before its delivery', async () => {
    const id = await admonish(server, server.world.persons.head);
    await ask('subject', id);
    await deliver(id);
    expect(await termsOf(id)).toMatchObject({ 'self-review': 'suspended' });
    expect((await termsOf(id)).object).toMatch(/^2026-/);
    const other = await admonish(server, server.world.persons.mayor);
    await pause(other);
    await deliver(other);
    expect(await termsOf(other)).toMatchObject({ 'self-review': 'suspended', object: 'suspended' });
  });

  it('for illness also where it is the time to object to a warning', async () => {
    const who = server.world.persons.mayor;
    const id = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
    await pause(id);
    server.clock.set('2026-06-08T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    await server.work();
    expect(await termsOf(id)).toMatchObject({ object: 'suspended' });
  });
});
