import { describe, expect, test } from 'vitest';
import type { Pack } from '../pack/pack.schema.ts';
import type { ProcedureTerm } from '../pack/procedure-parts.schema.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { checkAuthorities } from './check-approvals.ts';
import { checkDecisionTables } from './check-decision-tables.ts';
import { checkProcedure } from './check-procedures.ts';
import { checkTexts } from './check-texts.ts';

const problemsOf = (pack: Pack) => [
  ...checkTexts(pack),
  ...checkAuthorities(pack),
  ...checkDecisionTables(pack),
  ...Object.entries(pack.procedures).flatMap(([code, procedure]) => checkProcedure(pack, code, procedure)),
];

const repair = (p: Pack) => p.procedures.repair!;
const action = (p: Pack, name: string) => repair(p).actions[name]!;
const board = (p: Pack) => repair(p).panels!.board!;
const patrol = (p: Pack) => p.procedures.patrol!.terms as Record<'come' | 'tell', ProcedureTerm>;
const rows = (p: Pack) => p.tables.alarm!.rows;

/** One fault each: [code of the problem, place, what is changed]. */
const BROKEN: [string, string, (p: Pack) => unknown][] = [
  ['text.missing', 'authorities.yaml#/0/title/en', (p) => (p.authorities[0]!.title.en = '')],
  ['text.missing', 'tables/alarm.yaml#/rows/0/source/zh', (p) => (rows(p)[0]!.source.zh = ' ')],
  [
    'text.missing',
    'procedures/repair.yaml#/panels/board/options/dry/title/en',
    (p) => (repair(p).panels!.board!.options.dry!.title.en = ''),
  ],
  [
    'party.unknown',
    'procedures/repair.yaml#/states/reported/shownTo/0',
    (p) => (repair(p).states.reported!.shownTo = ['diver']),
  ],
  ...['author', 'engineer'].map((place): (typeof BROKEN)[number] => [
    'state.shown-to',
    'procedures/repair.yaml#/states/reported/shownTo/0',
    (p) => (repair(p).states.reported!.shownTo = [place]),
  ]),
  [
    'sitting.none',
    'procedures/repair.yaml#/actions/note/effects',
    (p) => action(p, 'note').effects.push('sitting.set'),
  ],
  [
    'field.unknown',
    'procedures/repair.yaml#/sitting/day',
    (p) =>
      (repair(p).sitting = {
        day: 'nowhen',
        from: 'cause',
        until: 'cause',
        place: 'cause',
        who: ['engineer'],
      }),
  ],
  [
    'table.unknown',
    'procedures/repair.yaml#/sitting/rules',
    (p) =>
      (repair(p).sitting = {
        day: 'cause',
        from: 'cause',
        until: 'cause',
        place: 'cause',
        who: ['engineer'],
        rules: 'no',
      }),
  ],
  [
    'party.unknown',
    'procedures/repair.yaml#/sitting/who',
    (p) =>
      (repair(p).sitting = { day: 'cause', from: 'cause', until: 'cause', place: 'cause', who: ['diver'] }),
  ],
  [
    'action.unknown',
    'procedures/repair.yaml#/actions/note/afterEach',
    (p) => (action(p, 'note').afterEach = { action: 'swim', of: ['engineer'] }),
  ],
  [
    'party.unknown',
    'procedures/repair.yaml#/actions/note/afterEach/of',
    (p) => (action(p, 'note').afterEach = { action: 'note', of: ['diver'] }),
  ],
  [
    'drives.action',
    'procedures/repair.yaml#/actions/note/drives',
    (p) => (action(p, 'note').drives = { as: 'nothing', action: 'note' }),
  ],
  [
    'party.organ-in-narrow',
    'procedures/repair.yaml#/parties/river',
    (p) => {
      repair(p).narrow = true;
      repair(p).parties!.river = { ...repair(p).parties!.engineer!, kinds: ['organ'] };
    },
  ],
  // No state is shown to it.
  [
    'party.outside',
    'procedures/repair.yaml#/parties/river/outside',
    (p) => (repair(p).parties!.river = { ...repair(p).parties!.engineer!, kinds: ['organ'], outside: true }),
  ],
  [
    'party.outside',
    'procedures/repair.yaml#/parties/engineer/outside',
    (p) => (repair(p).parties!.engineer!.outside = true),
  ],
  [
    'permission.unknown',
    'procedures/repair.yaml#/parties/engineer/permission/0',
    (p) => (repair(p).parties!.engineer!.permission = ['gate.fly']),
  ],
  [
    'state.shows',
    'procedures/repair.yaml#/states/reported/shows/0',
    (p) => (repair(p).states.reported!.shows = ['engineer']),
  ],
  [
    'state.narrow',
    'procedures/repair.yaml#/states/reported/narrow',
    (p) => {
      repair(p).narrow = true;
      repair(p).states.reported!.narrow = true;
    },
  ],
  [
    'classification.unknown',
    'procedures/repair.yaml#/classification',
    (p) => (repair(p).classification = 'x'),
  ],
  [
    'notice.hidden',
    'procedures/repair.yaml#/actions/look/effects',
    (p) => action(p, 'look').effects.push('notice.subject'),
  ],
  ['state.hidden', 'procedures/repair.yaml#/actions/look/by', (p) => action(p, 'look').by.push('subject')],
  ['party.unknown', 'procedures/repair.yaml#/actions/look/by', (p) => action(p, 'look').by.push('diver')],
  [
    'party.unknown',
    'procedures/repair.yaml#/actions/name/partiesFrom',
    (p) => (action(p, 'name').partiesFrom!.diver = 'chair'),
  ],
  [
    'party.unknown',
    'procedures/repair.yaml#/terms/answer/closedOnlyBy',
    (p) => repair(p).terms!.answer!.closedOnlyBy!.push('diver'),
  ],
  [
    'party.unknown',
    'procedures/repair.yaml#/panels/board/chair',
    (p) => (repair(p).panels!.board!.chair = 'diver'),
  ],
  [
    'party.taken',
    'procedures/repair.yaml#/parties/approver',
    (p) => (repair(p).parties!.approver = repair(p).parties!.engineer!),
  ],
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/name/partiesFrom/engineer',
    (p) => (action(p, 'name').partiesFrom!.engineer = 'diver'),
  ],
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/merge/form',
    (p) => (action(p, 'merge').form = 'passing'),
  ],
  ['field.unknown', 'procedures/repair.yaml#/actions/pass/form', (p) => delete action(p, 'pass').form],
  ['field.unknown', 'procedures/repair.yaml#/actions/part/form', (p) => (action(p, 'part').form = 'people')],
  ['term.end', 'procedures/patrol.yaml#/terms/come', (p) => (patrol(p).come.limit = 'gate.inspect')],
  ['term.end', 'procedures/patrol.yaml#/terms/tell', (p) => delete patrol(p).tell.due],
  [
    'limit.unknown',
    'procedures/patrol.yaml#/terms/come/due/atMost',
    (p) => (patrol(p).come.due!.atMost = 'gate.fly'),
  ],
  [
    'field.unknown',
    'procedures/patrol.yaml#/terms/come/due/field',
    (p) => (patrol(p).come.due!.field = 'goBy'),
  ],
  // It stands in a form that is filled only after the term began.
  [
    'field.unknown',
    'procedures/patrol.yaml#/terms/tell/due/field',
    (p) => (patrol(p).tell.due!.field = 'comeBy'),
  ],
  [
    'term.due-field',
    'procedures/patrol.yaml#/terms/tell/due/field',
    (p) => (patrol(p).tell.due!.field = 'where'),
  ],
  [
    'term.due-field',
    'procedures/patrol.yaml#/terms/tell/due/field',
    (p) => (p.forms = { ...p.forms, patrol: { ...p.forms.patrol!, required: [] } }),
  ],
  [
    'authority.unknown',
    'procedures/repair.yaml#/actions/drain/approval',
    (p) => (action(p, 'drain').approval = 'gate.fly'),
  ],
  [
    'authority.work',
    'procedures/repair.yaml#/actions/drain/approval',
    (p) => (p.authorities[0]!.work = 'building'),
  ],
  [
    'authority.incomplete',
    'authorities.yaml#/0/rows/1/when',
    (p) => (p.authorities[0]!.rows[1]!.when = { kind: ['unit'] }),
  ],
  ['authority.unreachable-row', 'authorities.yaml#/0/rows/0', (p) => delete p.authorities[0]!.rows[0]!.when],
  [
    'authority.nobody',
    'authorities.yaml#/0/rows/1/chain/1/all/0/permission',
    (p) => (p.roles[0]!.permissions = ['gate.staff', 'gate.sign']),
  ],
  [
    'permission.unknown',
    'authorities.yaml#/0/rows/1/chain/0/all/0/permission',
    (p) => (p.authorities[0]!.rows[1]!.chain[0]!.all[0]!.permission = 'gate.fly'),
  ],
  [
    'organ-kind.unknown',
    'authorities.yaml#/0/rows/0/chain/0/all/1/organ',
    (p) => (p.authorities[0]!.rows[0]!.chain[0]!.all[1]!.organ = { kind: 'moon' }),
  ],
  [
    'level.unknown',
    'authorities.yaml#/0/rows/0/when/level',
    (p) => (p.authorities[0]!.rows[0]!.when!.level = ['tiny']),
  ],
  ['work-kind.unknown', 'authorities.yaml#/0/work', (p) => (p.authorities[0]!.work = 'rest')],
  ['work-kind.unknown', 'procedures/repair.yaml#/work', (p) => (repair(p).work = 'rest')],
  [
    'approval.missing',
    'procedures/repair.yaml#/actions/look/rejectedTo',
    (p) => (action(p, 'look').rejectedTo = 'planned'),
  ],
  [
    'approval.system',
    'procedures/repair.yaml#/actions/drain/by',
    (p) => action(p, 'drain').by.push('system'),
  ],
  [
    'approval.panel',
    'procedures/repair.yaml#/actions/settle/panel',
    (p) => (action(p, 'settle').approval = 'gate.drain'),
  ],
  [
    'state.unknown',
    'procedures/repair.yaml#/actions/drain/rejectedTo',
    (p) => (action(p, 'drain').rejectedTo = 'sunk'),
  ],
  [
    'state.unknown',
    'procedures/repair.yaml#/actions/settle/toBy',
    (p) => (action(p, 'settle').toBy!.passed = 'sunk'),
  ],
  [
    'state.unreachable',
    'procedures/repair.yaml#/states/refused',
    (p) => (action(p, 'settle').toBy!.failed = 'planned'),
  ],
  ['term.unknown', 'procedures/repair.yaml#/actions/ask/opens', (p) => action(p, 'ask').opens!.push('nap')],
  [
    'limit.unknown',
    'procedures/repair.yaml#/terms/inspect/limit',
    (p) => (repair(p).terms!.inspect!.limit = 'gate.nap'),
  ],
  [
    'limit.unknown',
    'procedures/repair.yaml#/terms/inspect/extend/limit',
    (p) => (repair(p).terms!.inspect!.extend!.limit = 'gate.nap'),
  ],
  [
    'term.only-with',
    'procedures/repair.yaml#/terms/inspect/onlyWith',
    (p) => (repair(p).terms!.inspect!.onlyWith = 'wishes'),
  ],
  [
    'state.seen-by',
    'procedures/repair.yaml#/states/planned/seenBy',
    (p) => (repair(p).states.planned!.seenBy = 'gate.sign'),
  ],
  [
    'permission.unknown',
    'procedures/repair.yaml#/states/planned/seenBy',
    (p) => {
      repair(p).narrow = true;
      repair(p).states.planned!.seenBy = 'gate.fly';
    },
  ],
  ['term.unopened', 'procedures/repair.yaml#/terms/answer', (p) => delete action(p, 'ask').opens],
  ['term.unclosable', 'procedures/repair.yaml#/terms/inspect', (p) => delete action(p, 'look').closes],
  ['term.unclosable', 'procedures/repair.yaml#/terms/answer', (p) => (action(p, 'answer').by = ['engineer'])],
  ['term.unclosable', 'procedures/repair.yaml#/terms/answer', (p) => (action(p, 'mend').opens = ['answer'])],
  [
    'term.unknown',
    'procedures/repair.yaml#/actions/mend/afterTerm',
    (p) => (action(p, 'mend').afterTerm = 'doomsday'),
  ],
  [
    'by-itself.by',
    'procedures/repair.yaml#/actions/look/byItself',
    (p) => (action(p, 'look').byItself = { term: 'inspect' }),
  ],
  [
    'by-itself.asks',
    'procedures/patrol.yaml#/actions/seek/byItself',
    (p) => {
      const { seek } = p.procedures.patrol!.actions;
      seek!.by.push('system');
      delete seek!.form;
      seek!.opens = ['tell'];
      seek!.byItself = { term: 'come' };
    },
  ],
  [
    'by-itself.again',
    'procedures/repair.yaml#/actions/look/byItself/term',
    (p) => {
      action(p, 'look').by.push('system');
      action(p, 'look').byItself = { term: 'answer' };
    },
  ],
  [
    'term.unknown',
    'procedures/repair.yaml#/actions/mend/byItself/term',
    (p) => {
      action(p, 'mend').by.push('system');
      action(p, 'mend').byItself = { term: 'doomsday' };
    },
  ],
  [
    'child.unknown',
    'procedures/repair.yaml#/actions/mend/byItself/child',
    (p) => {
      action(p, 'mend').by.push('system');
      action(p, 'mend').byItself = { child: 'diver', states: ['come'] };
    },
  ],
  [
    'state.unknown',
    'procedures/repair.yaml#/actions/mend/byItself/states',
    (p) => {
      action(p, 'mend').by.push('system');
      action(p, 'mend').byItself = { child: 'parts', states: ['placed'] };
    },
  ],
  ['term.suspended', 'procedures/repair.yaml#/terms/inspect', (p) => delete repair(p).actions.resume],
  [
    'term.extend',
    'procedures/repair.yaml#/actions/longer/extends',
    (p) => delete repair(p).terms!.inspect!.extend,
  ],
  [
    'panel.unknown',
    'procedures/repair.yaml#/actions/settle/panel',
    (p) => (action(p, 'settle').panel!.code = 'choir'),
  ],
  ['panel.step', 'procedures/repair.yaml#/panels/board', (p) => delete repair(p).actions.convene],
  [
    'panel.seats',
    'procedures/repair.yaml#/panels/board',
    (p) => (repair(p).parties!.chair!.kinds = ['person']),
  ],
  ['panel.share', 'procedures/repair.yaml#/panels/board/quorum', (p) => (board(p).quorum = '3/2')],
  ['panel.share', 'procedures/repair.yaml#/panels/board/quorum', (p) => (board(p).quorum = '0/2')],
  ['panel.share', 'procedures/repair.yaml#/panels/board/quorum', (p) => (board(p).quorum = 'half')],
  [
    'panel.share',
    'procedures/repair.yaml#/panels/board/majority/share',
    (p) => (board(p).majority.share = '4/3'),
  ],
  [
    'panel.share',
    'procedures/repair.yaml#/panels/board/majority/share',
    (p) => (board(p).majority.share = '2/2'),
  ],
  [
    'panel.options',
    'procedures/repair.yaml#/panels/board/options',
    (p) => (repair(p).panels!.board!.options.wet!.counts = 'none'),
  ],
  [
    'panel.vote',
    'procedures/repair.yaml#/actions/speak/form',
    (p) => delete repair(p).panels!.board!.options.none,
  ],
  [
    'panel.outcome',
    'procedures/repair.yaml#/actions/settle/toBy',
    (p) => (action(p, 'settle').to = 'planned'),
  ],
  [
    'procedure.unknown',
    'procedures/repair.yaml#/actions/order/spawns/0/procedure',
    (p) => delete p.procedures.order,
  ],
  [
    'child.begin',
    'procedures/repair.yaml#/actions/order/spawns/0/procedure',
    (p) => (p.procedures.order!.begin.by = ['custodian']),
  ],
  ['child.begin', 'procedures/repair.yaml#/actions/part', (p) => (repair(p).begin.by = ['custodian'])],
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/order/spawns/0/dataFrom',
    (p) => delete action(p, 'order').spawns![0]!.dataFrom,
  ],
  // A step with a form hands on what that form asks for, not what an earlier one said.
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/order/spawns/0/dataFrom',
    (p) => (action(p, 'order').form = 'people'),
  ],
  [
    'children.none',
    'procedures/repair.yaml#/actions/mend/needsChildren',
    (p) => delete action(p, 'order').spawns,
  ],
  ['join.state', 'procedures/repair.yaml#/actions/merge/to', (p) => (action(p, 'merge').to = 'planned')],
  [
    'action.correctable',
    'procedures/repair.yaml#/actions/order/correctable',
    (p) => (action(p, 'order').correctable = true),
  ],
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/order/covers/list',
    (p) => (action(p, 'order').covers = { list: 'parts', of: 'cause', by: 'no' }),
  ],
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/order/covers/of',
    (p) => (action(p, 'order').covers = { list: 'parts', of: 'cause', by: 'no' }),
  ],
  [
    'form.none',
    'procedures/repair.yaml#/actions/pass/continues',
    (p) => {
      delete action(p, 'pass').form;
      action(p, 'pass').continues = true;
    },
  ],
  [
    'form.none',
    'procedures/repair.yaml#/actions/pass/beside',
    (p) => {
      delete action(p, 'pass').form;
      action(p, 'pass').beside = ['cause'];
    },
  ],
  [
    'field.unknown',
    'procedures/repair.yaml#/actions/pass/beside/1',
    (p) => (action(p, 'pass').beside = ['cause', 'weather']),
  ],
  [
    'guard.none',
    'procedures/repair.yaml#/actions/look/unmet',
    (p) => (action(p, 'look').unmet = { zh: '先排空', en: 'Drain it first' }),
  ],
  [
    'text.missing',
    'procedures/repair.yaml#/actions/drain/unmet/en',
    (p) => (action(p, 'drain').unmet = { zh: '先排空', en: '' }),
  ],
  [
    'guard.name',
    'procedures/repair.yaml#/actions/drain/when',
    (p) => (action(p, 'drain').when = 'some(data.engineers, #.width > 1)'),
  ],
  [
    'guard.syntax',
    'procedures/repair.yaml#/actions/drain/when',
    (p) => (action(p, 'drain').when = 'rand(5) > 1'),
  ],
  [
    'guard.name',
    'procedures/repair.yaml#/actions/drain/when',
    (p) => (action(p, 'drain').when = 'data.width > 1'),
  ],
  [
    'guard.name',
    'procedures/repair.yaml#/actions/drain/when',
    (p) => (action(p, 'drain').when = 'input.depth > 1'),
  ],
  [
    'guard.name',
    'procedures/repair.yaml#/actions/drain/when',
    (p) => (action(p, 'drain').when = 'count.fly > 1'),
  ],
  [
    'item.unknown',
    'procedures/repair.yaml#/actions/mend/files',
    (p) => (action(p, 'mend').files = { item: 'poem' }),
  ],
  ['table.incomplete', 'tables/alarm.yaml#/rows', (p) => rows(p).pop()],
  ['table.overlap', 'tables/alarm.yaml#/rows', (p) => (rows(p)[3]!.when = {})],
  ['table.input', 'tables/alarm.yaml#/rows/1/when/gate', (p) => (rows(p)[1]!.when.gate = ['wooden'])],
  ['table.output', 'tables/alarm.yaml#/rows/0/gives', (p) => (rows(p)[0]!.gives.call = 'shout')],
  ['code.duplicate', 'tables/alarm.yaml#/rows/1/id', (p) => (rows(p)[1]!.id = 'calm')],
];

describe('the check of procedures, authorities and tables', () => {
  test('finds nothing in a sound pack', () => {
    expect(problemsOf(floodGatePack())).toEqual([]);
  });
  test.each(BROKEN)('%s at %s', (code, place, breakIt) => {
    const pack = floodGatePack();
    breakIt(pack);
    const problems = problemsOf(pack);
    expect(problems.map((p) => `${p.code} ${p.where.file}#${p.where.pointer}`)).toContain(`${code} ${place}`);
    for (const { text } of problems) expect(text.zh && text.en).toBeTruthy();
  });
  test('says which term nothing can close, and that closedOnlyBy is why', () => {
    const pack = floodGatePack();
    action(pack, 'answer').by = ['engineer'];
    const found = problemsOf(pack).find((problem) => problem.code === 'term.unclosable')!;
    expect(found.text.en).toMatch(/closedOnlyBy only subject .*"answer"/);
  });
  test('lets all votes pass a motion where all suffice', () => {
    const pack = floodGatePack();
    board(pack).majority = { share: '1/1', over: false, of: 'entitled' };
    expect(problemsOf(pack)).toEqual([]);
  });
});
