import { parse } from 'yaml';
import { z } from 'zod';
import { Authority } from '../pack/authority.schema.ts';
import { Form, type Pack } from '../pack/pack.schema.ts';
import { Procedure } from '../pack/procedure.schema.ts';
import { DecisionTable } from '../pack/table.schema.ts';

// A world that supervises nobody: the upkeep of flood gates. Whatever the engine knew of its first trade would
// be a word missing here.
const PROCEDURES = `
- procedure: repair
  title: { zh: 检修, en: Repair }
  work: upkeep
  subjects: { kinds: [unit, person], min: 1, max: 3 }
  initial: reported
  begin: { by: [custodian, system], form: report, opens: [inspect] }
  parties:
    engineer: { title: { zh: 工程师, en: Engineer }, kinds: [account], max: 2 }
    member: { title: { zh: 委员, en: Member }, kinds: [account] }
    chair: { title: { zh: 主任, en: Chair }, kinds: [account], max: 1 }
  terms:
    inspect: { title: { zh: 查看, en: Inspection }, limit: gate.inspect, warnAt: [0.5, 1], extend: { limit: gate.more } }
    answer: { title: { zh: 答复, en: Answer }, limit: gate.answer, closedOnlyBy: [subject] }
  panels:
    board:
      title: { zh: 委员会, en: Board }
      members: member
      chair: chair
      quorum: 2/3
      majority: { share: 1/2 }
      options:
        dry: { title: { zh: 停水检修, en: Drain it }, counts: for }
        wet: { title: { zh: 带水检修, en: Leave it wet }, counts: against }
        none: { title: { zh: 弃权, en: No voice }, counts: none }
  staffing: { by: [custodian], permission: gate.staff }
  states:
    reported: { title: { zh: 已报告, en: Reported }, status: open, phase: before }
    planned: { title: { zh: 已定案, en: Planned }, status: open }
    asked: { title: { zh: 已询问, en: Asked }, status: open, shownTo: [subject] }
    refused: { title: { zh: 不予检修, en: Refused }, status: done, final: true, phase: after }
    mended: { title: { zh: 已修复, en: Mended }, status: done, final: true, phase: after }
    merged: { title: { zh: 已并入, en: Merged }, status: done, final: true }
  actions:
    name: { title: { zh: 定人, en: Name people }, from: [reported, planned], by: [custodian], permission: gate.staff, form: people, partiesFrom: { engineer: engineer, member: members, chair: chair } }
    look: { title: { zh: 查看, en: Inspect }, from: reported, by: [engineer], closes: [inspect], correctable: true }
    longer: { title: { zh: 延期, en: More time }, from: reported, by: [engineer], extends: inspect, requiresReason: true }
    halt: { title: { zh: 中止, en: Halt }, from: reported, by: [engineer], suspends: all, requiresReason: true }
    resume: { title: { zh: 恢复, en: Resume }, from: reported, by: [engineer], resumes: all }
    convene: { title: { zh: 召集, en: Convene }, from: reported, by: [chair], panel: { code: board, step: convene } }
    speak: { title: { zh: 发言, en: Speak }, from: reported, by: [member, chair], form: voice, panel: { code: board, step: opine } }
    settle: { title: { zh: 议定, en: Settle }, from: reported, by: [chair], panel: { code: board, step: conclude }, toBy: { passed: planned, failed: refused } }
    drain: { title: { zh: 放空, en: Drain }, from: planned, by: [engineer], when: "data.depth > 2 and count.drain == 0", approval: gate.drain, requiresReason: true, correctable: true, rejectedTo: reported }
    order: { title: { zh: 订货, en: Order parts }, from: planned, by: [engineer], spawns: [{ procedure: order, as: parts, waits: true, dataFrom: { what: cause } }] }
    note: { title: { zh: 记事, en: Note }, from: planned, by: [engineer], whilePending: true }
    ask: { title: { zh: 询问, en: Ask }, from: planned, to: asked, by: [engineer], opens: [answer] }
    answer: { title: { zh: 答复, en: Answer }, from: asked, to: planned, by: [subject, engineer], closes: [answer] }
    mend: { title: { zh: 修复, en: Mend }, from: planned, to: mended, by: [engineer], needsChildren: closed, correctable: true }
    pass: { title: { zh: 移交, en: Pass on }, from: [reported, planned], to: reported, by: [custodian], form: passing, transfer: { to: organ, permission: gate.staff } }
    merge: { title: { zh: 并入, en: Merge }, from: reported, to: merged, by: [custodian], form: merging, joins: true }
    part: { title: { zh: 分出, en: Part }, from: reported, by: [custodian], form: parting, splits: true }
- procedure: order
  title: { zh: 订货, en: Order }
  subjects: { kinds: [unit, person], min: 0, max: 3 }
  initial: placed
  begin: { by: [system], form: order }
  states:
    placed: { title: { zh: 已订, en: Placed }, status: open }
    come: { title: { zh: 已到, en: Come }, status: done, final: true }
  actions:
    take: { title: { zh: 收货, en: Take in }, from: placed, to: come, by: [custodian] }
- procedure: patrol
  title: { zh: 巡查, en: Patrol }
  subjects: { kinds: [unit, person], min: 0, max: 3 }
  initial: ordered
  begin: { by: [custodian], form: patrol }
  terms:
    come: { title: { zh: 到场, en: Come }, due: { field: comeBy, atMost: gate.inspect }, extend: { limit: gate.more } }
    tell: { title: { zh: 回告, en: Tell }, due: { field: tellBy } }
  states:
    ordered: { title: { zh: 已派, en: Ordered }, status: open }
    ended: { title: { zh: 已结, en: Ended }, status: done, final: true }
  actions:
    send: { title: { zh: 派出, en: Send }, from: ordered, by: [custodian], form: sending, opens: [come] }
    seek: { title: { zh: 报批派出, en: Send with approval }, from: ordered, by: [custodian], form: sending, closes: [come], opens: [come], approval: gate.drain }
    write: { title: { zh: 去函, en: Write }, from: ordered, by: [custodian], opens: [tell] }
    halt: { title: { zh: 中止, en: Halt }, from: ordered, by: [custodian], suspends: all }
    resume: { title: { zh: 恢复, en: Resume }, from: ordered, by: [custodian], resumes: all }
    come-in: { title: { zh: 到达, en: Come in }, from: ordered, by: [custodian], closes: [come] }
    longer: { title: { zh: 延期, en: More time }, from: ordered, by: [custodian], extends: come }
    end: { title: { zh: 结束, en: End }, from: ordered, to: ended, by: [custodian], closes: [come, tell] }
`;

const AUTHORITIES = `
- code: gate.drain
  title: { zh: 放空, en: Draining }
  work: upkeep
  rows:
    - when: { level: [grand] }
      chain:
        - title: { zh: 两方, en: Both }
          all: [{ permission: gate.sign, organ: custodian }, { permission: gate.sign, organ: { kind: river-board } }]
      source: { zh: 甲, en: A }
      standing: default
    - chain:
        - { title: { zh: 本站, en: Station }, all: [{ permission: gate.sign, organ: custodian }] }
        - { title: { zh: 上级, en: Above }, all: [{ permission: gate.seal, organ: above }] }
      source: { zh: 甲, en: A }
      standing: default
`;

const TABLES = `
- table: alarm
  title: { zh: 警报, en: Alarm }
  hit: unique
  inputs:
    - { name: level, title: { zh: 水位, en: Level }, domain: { from: 0 } }
    - { name: storm, title: { zh: 风暴, en: Storm }, domain: { flag: true } }
    - { name: gate, title: { zh: 闸门, en: Gate }, domain: { oneOf: [{ code: old, title: { zh: 旧, en: Old } }, { code: new, title: { zh: 新, en: New } }] } }
  outputs:
    - { name: call, title: { zh: 级别, en: Call }, oneOf: [{ code: low, title: { zh: 低, en: Low } }, { code: high, title: { zh: 高, en: High } }] }
  rows:
    - { id: calm, when: { level: { to: 4 }, storm: false }, gives: { call: low }, source: { zh: 甲, en: A }, standing: default }
    - { id: new-gate, when: { level: { to: 4 }, storm: true, gate: [new] }, gives: { call: low }, source: { zh: 甲, en: A }, standing: default }
    - { id: old-gate, when: { level: { to: 4 }, storm: true, gate: [old] }, gives: { call: high }, source: { zh: 甲, en: A }, standing: default }
    - { id: high-water, when: { level: { from: 5 } }, gives: { call: high }, source: { zh: 甲, en: A }, standing: default }
`;

const label = { zh: '甲', en: 'A' };
const line = { type: 'string', maxLength: 50, 'x-title': label };
const date = { type: 'string', format: 'date', 'x-title': label };
const many = { type: 'array', maxItems: 9, 'x-title': label, items: { type: 'string', maxLength: 50 } };
const form = (properties: Record<string, object>, required = Object.keys(properties)) =>
  Form.parse({ 'x-title': label, type: 'object', additionalProperties: false, properties, required });

const FORMS = {
  report: form({ depth: { type: 'integer', 'x-title': label }, cause: line }),
  people: form({ engineer: many, members: many, chair: line }, []),
  voice: form({
    vote: {
      'x-title': label,
      oneOf: ['dry', 'wet', 'none'].map((vote) => ({ const: vote, 'x-title': label })),
    },
  }),
  passing: form({ organ: line }),
  merging: form({ into: line }),
  parting: form({ subjects: many }),
  order: form({ what: line }),
  patrol: form({ tellBy: date, where: line }, ['tellBy']),
  sending: form({ comeBy: date }),
};

const length = { value: 5, unit: 'day' };
const limit = (code: string) => ({
  code,
  title: label,
  length,
  source: label,
  standing: 'default',
  effectiveFrom: '2026-01-01',
});
const entry = (code: string) => ({ code, title: label });

/** As much of a pack as the engine and its checks read. Made anew each time, so that a test may change it. */
export function floodGatePack(): Pack {
  const procedures = z.array(Procedure).parse(parse(PROCEDURES));
  const tables = z.array(DecisionTable).parse(parse(TABLES));
  const permissions = ['gate.staff', 'gate.sign', 'gate.seal'];
  return {
    head: {
      code: 'flood-gate',
      version: '1.0.0',
      calendar: { zone: 'Asia/Shanghai', weekend: [6, 7], seed: 'none' },
    },
    organKinds: [entry('station'), entry('river-board')],
    unitKinds: [],
    industries: [],
    postLevels: [{ ...entry('grand'), rank: 1 }],
    postTags: [],
    unitTags: [],
    relations: [],
    permissions: permissions.map(entry),
    roles: [{ ...entry('keeper'), permissions, inUnit: false }],
    catalogue: { groups: [], facts: [], items: [] },
    statuses: [entry('open'), entry('done')],
    uses: { uses: [], table: {} },
    classifications: [],
    templates: { templates: [] },
    library: { stores: [], audiences: [], regulations: [] },
    terms: ['gate.inspect', 'gate.more', 'gate.answer'].map(limit),
    workKinds: [entry('upkeep'), entry('building')],
    authorities: z.array(Authority).parse(parse(AUTHORITIES)),
    forms: FORMS,
    papers: {},
    templateFiles: {},
    procedures: Object.fromEntries(procedures.map((procedure) => [procedure.procedure, procedure])),
    tables: Object.fromEntries(tables.map((table) => [table.table, table])),
  } as unknown as Pack;
}
