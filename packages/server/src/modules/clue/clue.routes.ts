import * as contract from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { handUpClue as handUpRoute, routeClue as routeClueRoute } from '@plumbline/contract/clue-route';
import { layOutClue as layOutRoute } from '@plumbline/contract/layout';
import { listMatches as listMatchesRoute } from '@plumbline/contract/match';
import { actionsWith } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, wrongState } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor, OnDay } from '../../platform/http/cursor.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { similarityKeys } from '../../platform/matching/similarity.ts';
import { type ActInput, act, lockMatter, machineForService, machineOfMatter } from '../matter/index.ts';
import { countClues, findClue, listClues } from './clue.store.ts';
import { summarise } from './clue.summary.ts';
import { describeClue } from './clue.view.ts';
import { exportClues } from './export-clues.ts';
import { exportFigures, readFigures } from './figures.ts';
import { handUpClue } from './hand-up.ts';
import { layOutClue } from './lay-out-clue.ts';
import { textOf } from './likeness.ts';
import { listMatches } from './list-matches.ts';
import { noteOpening } from './note-opening.ts';
import { countRegistered, listRegistered, readRegistered } from './register.store.ts';
import { registerClue } from './register-clue.ts';
import { actOnRegister } from './register-steps.ts';
import { exportRegister, headOf, linesOf, owingIn, registerOf, viewRegisters } from './registers.ts';
import { routeClue } from './route-clue.ts';
import { listSent } from './sent-clues.ts';
import { compareClues, similarTo } from './similar.ts';
import { undoClues } from './undo-clues.ts';

export function clueRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listClues, async (ctx, { query }) => {
    const { cursor, limit, ...filter } = query;
    const after = decodeCursor(cursor, OnDay);
    const rows = await listClues(ctx.trx, ctx.actor.jurisdictionId, {
      ...narrowed(ctx, filter),
      after,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await summarise(ctx, page),
      next: rows.length > limit && last ? encodeCursor({ day: last.received_on, id: last.id }) : null,
    };
  });
  endpoints.query(contract.listSentClues, (ctx, { query }) => listSent(ctx, query));
  endpoints.query(contract.countClues, (ctx, { query }) =>
    countClues(ctx.trx, ctx.actor.jurisdictionId, narrowed(ctx, query)),
  );
  endpoints.download(contract.exportClues, (ctx, { query }) => exportClues(ctx, narrowed(ctx, query)));
  endpoints.command(contract.registerClue, async (ctx, { body }) =>
    describeClue(ctx, await registerClue(ctx, body)),
  );
  endpoints.query(routeClueRoute, (ctx, { body }) => routeClue(ctx, body));
  endpoints.command(handUpRoute, (ctx, { params, body }) => handUpClue(ctx, params.id, body));
  endpoints.command(contract.undoClues, (ctx, { body }) => undoClues(ctx, body.ids));
  endpoints.query(contract.findSimilarClues, async (ctx, { body }) => {
    const text = { title: body.title, content: body.content ?? '' };
    const bands = similarityKeys(textOf(text));
    return { items: await similarTo(ctx, { ...text, bands, subject_id: body.subjectId ?? null }) };
  });
  endpoints.query(contract.compareClues, async (ctx, { params }) => {
    const page = await compareClues(ctx, params.id, params.otherId);
    await Promise.all([noteOpening(ctx, params.id), noteOpening(ctx, params.otherId)]);
    return page;
  });
  endpoints.query(contract.getClue, async (ctx, { params }) => {
    const page = await describeClue(ctx, params.id);
    await noteOpening(ctx, params.id);
    return page;
  });
  endpoints.query(layOutRoute, (ctx, { params }) => layOutClue(ctx, params.id));
  endpoints.command(contract.actOnClue, async (ctx, { params, body }) => {
    const clue = found(await findClue(ctx.trx, ctx.actor.jurisdictionId, params.id));
    await act(ctx, clue.matter_id, params.action, body);
    return describeClue(ctx, params.id);
  });
  endpoints.command(contract.moveClue, async (ctx, { params, body }) => {
    const { version, reason, subjectKind, subjectId, how } = body;
    const data = { subjectKind, subject: subjectId, ...(how ? { how } : {}) };
    await move(ctx, params.id, { version, reason, data });
    return describeClue(ctx, params.id);
  });
  endpoints.query(clueRegisters.listClueRegisters, (ctx) => viewRegisters(ctx));
  endpoints.query(clueRegisters.readClueRegister, async (ctx, { params, query }) => {
    const { cursor, limit, ...filter } = query;
    const asked = await registerOf(ctx, params.code, filter);
    const after = decodeCursor(cursor, OnDay);
    const ids = await listRegistered(ctx, asked, { after, limit: limit + 1 });
    const page = await readRegistered(ctx, asked, ids.slice(0, limit));
    const last = page.at(-1);
    return {
      ...(await headOf(ctx, asked, asked.duty ? await countRegistered(ctx, owingIn(asked)) : 0)),
      count: await countRegistered(ctx, asked),
      items: await linesOf(ctx, asked, page),
      next: ids.length > limit && last ? encodeCursor({ day: last.received_on, id: last.id }) : null,
    };
  });
  endpoints.download(clueRegisters.exportClueRegister, async (ctx, { params, query }) =>
    exportRegister(ctx, await registerOf(ctx, params.code, query)),
  );
  endpoints.command(clueRegisters.actOnRegister, async (ctx, { params, body }) =>
    actOnRegister(ctx, await registerOf(ctx, params.code), params.action, body),
  );
  endpoints.query(clueRegisters.readClueFigures, (ctx, { query }) => readFigures(ctx, query.month));
  endpoints.download(clueRegisters.exportClueFigures, (ctx, { query }) => exportFigures(ctx, query.month));
  endpoints.query(listMatchesRoute, (ctx, { query }) => listMatches(ctx, query));
}

/** The filter as the store has it: who asks, and in which states of the pack somebody is named to handle a clue. */
const narrowed = <F extends { mine?: 'true' | undefined; unnamed?: 'true' | undefined }>(
  ctx: Ctx,
  { mine, unnamed, ...filter }: F,
) => ({
  ...filter,
  ...(mine ? { registrar: ctx.actor.accountId } : {}),
  ...(unnamed ? { unnamedIn: statesWithoutHandler(ctx) } : {}),
});

const statesWithoutHandler = (ctx: Ctx): string[] =>
  Object.values(machineForService(ctx.pack, 'clue').actions).flatMap((action) =>
    action.partiesFrom?.handler === undefined ? [] : action.from,
  );

/** The pack's action that moves a clue, whatever it is called there. */
async function move(ctx: Ctx, id: string, input: ActInput): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const clue = found(await findClue(ctx.trx, j, id));
  const matter = found(await lockMatter(ctx.trx, j, clue.matter_id));
  const [action] = actionsWith(await machineOfMatter(ctx, matter), 'clue.move');
  if (!action) throw wrongState([]);
  await act(ctx, matter.id, action, input, { row: matter });
}
