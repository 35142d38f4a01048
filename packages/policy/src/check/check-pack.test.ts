import { describe, expect, test } from 'vitest';
import type { Pack } from '../pack/pack.schema.ts';
import { copyOf, defaultPack } from '../testing/default-pack.ts';
import { checkPack } from './check-pack.ts';

const pack = await defaultPack();
const item = (p: Pack, code: string) => p.catalogue.items.find((i) => i.code === code)!;
const role = (p: Pack, code: string) => p.roles.find((r) => r.code === code)!;
const form = (p: Pack, code: string) =>
  p.forms[code] as unknown as Record<string, never> & {
    properties: Record<string, Record<string, unknown>>;
  };
const register = (p: Pack, code: string) => p.registers.find((r) => r.code === code)!;
const figure = (p: Pack, code: string) => p.figures!.figures.find((one) => one.code === code)!;
const action = (p: Pack, procedure: string, name: string) => p.procedures[procedure]!.actions[name]!;

/** One mutation each: [code of the problem, file, what is changed]. */
const MUTATIONS: [string, string, (p: Pack) => unknown][] = [
  // texts
  ['text.missing', 'roles.yaml', (p) => (p.roles[0]!.title.en = ' ')],
  ['text.missing', 'texts.yaml', (p) => (p.texts['binder.cover']!.zh = '')],
  ['text.missing', 'procedures/clue.yaml', (p) => (p.procedures.clue!.states.registered!.title.en = '')],
  [
    'text.missing',
    'forms/special-file.yaml',
    (p) => (form(p, 'special-file').properties.title!['x-title'] = { zh: '摘要' }),
  ],
  // codes
  ['code.duplicate', 'organ-kinds.yaml', (p) => p.organKinds.push({ ...p.organKinds[0]! })],
  ['code.duplicate', 'catalogue.yaml', (p) => p.catalogue.items.push({ ...p.catalogue.items[0]! })],
  ['code.duplicate', 'classes.yaml', (p) => p.classes[1]!.subTypes.push({ ...p.classes[0]!.subTypes[0]! })],
  ['code.duplicate', 'classifications.yaml', (p) => (p.classifications[1]!.level = 0)],
  ['code.duplicate', 'roles.yaml', (p) => (p.roles[1]!.sampleAccount = p.roles[0]!.sampleAccount!)],
  // references
  ['permission.unknown', 'roles.yaml', (p) => p.roles[0]!.permissions.push('dossier.burn')],
  ['organ-kind.unknown', 'roles.yaml', (p) => p.roles[0]!.organKinds.push('ministry')],
  ['organ-kind.unknown', 'organ-kinds.yaml', (p) => p.organKinds[0]!.parents.push('ministry')],
  ['organ-kind.unknown', 'submission.yaml', (p) => (p.submission.receivingOrganKind = 'ministry')],
  ['organ-kind.unknown', 'sources.yaml', (p) => p.sources[0]!.organKinds.push('ministry')],
  [
    'organ-kind.unknown',
    'catalogue.yaml',
    (p) => p.catalogue.items[0]!.contributors.organKinds.push('ministry'),
  ],
  ['relation.unknown', 'relations.yaml', (p) => (p.relations[0]!.inverse = 'friend')],
  ['classification.unknown', 'roles.yaml', (p) => (p.roles[0]!.clearance = 8)],
  ['classification.unknown', 'catalogue.yaml', (p) => (p.catalogue.items[0]!.classification = 8)],
  ['group.unknown', 'catalogue.yaml', (p) => (p.catalogue.items[0]!.group = 'attic')],
  ['form.unknown', 'catalogue.yaml', (p) => (p.catalogue.items[0]!.form = 'no-such-form')],
  ['form.unknown', 'catalogue.yaml', (p) => delete p.forms['media-unit']],
  ['level.unknown', 'catalogue.yaml', (p) => item(p, 'special-file').requiredFor!.levels!.push('king')],
  ['tag.unknown', 'catalogue.yaml', (p) => item(p, 'leader-appraisal').requiredFor!.tags!.push('king')],
  ['fact.unknown', 'catalogue.yaml', (p) => (item(p, 'personal-matters').facts[0]!.fact = 'shoe-size')],
  // roles
  ['role.holder', 'roles.yaml', (p) => (role(p, 'unit-liaison').inUnit = false)],
  ['role.holder', 'roles.yaml', (p) => (role(p, 'organ-head').inUnit = true)],
  ['role.speaker', 'roles.yaml', (p) => (role(p, 'reviewer').speaksForUnit = true)],
  ['role.exclusive-alone', 'roles.yaml', (p) => (role(p, 'reviewer').exclusiveGroup = 'hermits')],
  ['role.administrator-exclusive', 'roles.yaml', (p) => delete role(p, 'security-auditor').exclusiveGroup],
  [
    'role.administrator-content',
    'roles.yaml',
    (p) => role(p, 'system-administrator').permissions.push('dossier.read'),
  ],
  // forms
  [
    'form.compile',
    'forms/special-file.yaml',
    (p) => (form(p, 'special-file').properties.title!.type = 'sentence'),
  ],
  [
    'form.compile',
    'forms/media-unit.yaml',
    (p) => (form(p, 'media-unit').properties.date!.format = 'moon-phase'),
  ],
  [
    'form.label',
    'forms/special-file.yaml',
    (p) => delete form(p, 'special-file').properties.title!['x-title'],
  ],
  [
    'form.label',
    'forms/media-unit.yaml',
    (p) => (form(p, 'media-unit').properties.tone!.oneOf = [{ const: 'praise' }]),
  ],
  [
    'form.not-before',
    'forms/sanction.yaml',
    (p) => (form(p, 'sanction').properties.effectUntil!['x-not-before'] = 'kind'),
  ],
  ['form.signer', 'forms/sanction.yaml', (p) => (form(p, 'sanction').properties.kind!['x-signer'] = 'yes')],
  ['form.past', 'forms/clue-stub.yaml', (p) => (form(p, 'clue-stub').properties.pieces!['x-past'] = true)],
  [
    'form.past',
    'forms/clue-stub.yaml',
    (p) => (form(p, 'clue-stub').properties.receivedOn!['x-past'] = 'no'),
  ],
  // a stub keeps no word, and goes to an organ above
  ['party.routing', 'procedures/clue-stub.yaml', (p) => (p.routing = null)],
  ['party.routing', 'procedures/clue.yaml', (p) => (p.routing = null)],
  [
    'party.routing',
    'procedures/clue-stub.yaml',
    (p) => p.procedures['clue-stub']!.parties!.receiver!.kinds.push('unit'),
  ],
  [
    'reason.untitled',
    'procedures/clue-stub.yaml',
    (p) => (action(p, 'clue-stub', 'send').requiresReason = true),
  ],
  [
    'text.untitled',
    'procedures/clue-stub.yaml',
    (p) => (form(p, 'clue-stub-sent').properties.note = { type: 'string', maxLength: 9 }),
  ],
  ['form.open', 'forms/special-file.yaml', (p) => delete form(p, 'special-file').additionalProperties],
  [
    'form.limit',
    'forms/special-file.yaml',
    (p) => delete form(p, 'special-file').properties.title!.maxLength,
  ],
  [
    'form.limit',
    'forms/special-file.yaml',
    (p) => delete form(p, 'special-file').properties.labels!.maxItems,
  ],
  [
    'form.list',
    'forms/special-file.yaml',
    (p) => (form(p, 'special-file').properties.class!['x-list'] = 'stars'),
  ],
  [
    'form.section',
    'forms/unit-profile.yaml',
    (p) => (form(p, 'unit-profile').properties.extra = { type: 'boolean', 'x-title': { zh: '甲', en: 'A' } }),
  ],
  [
    'field.unknown',
    'forms/media-unit.yaml',
    (p) => ((form(p, 'media-unit') as { required?: unknown }).required = ['ghost']),
  ],
  // bars: each has an end that comes by itself
  ['limit.unknown', 'bars.yaml', (p) => (p.bars[0]!.limit = 'never')],
  ['limit.length', 'bars.yaml', (p) => (p.bars[0]!.limit = 'inquiry.reply')],
  ['use.unknown', 'bars.yaml', (p) => (p.bars[0]!.uses = ['gossip'])],
  // own page and figures
  ['purpose.unknown', 'own.yaml', (p) => p.own!.readings.purposes.push('gossip')],
  ['code.duplicate', 'figures.yaml', (p) => p.figures!.figures.push({ ...p.figures!.figures[0]! })],
  ['figure.use', 'figures.yaml', (p) => (p.figures!.use = 'workload-count')],
  ['figure.use', 'figures.yaml', (p) => (p.figures!.use = 'boasting')],
  ['group.unknown', 'figures.yaml', (p) => (p.figures!.figures[0]!.group = 'attic')],
  ['procedure.unknown', 'figures.yaml', (p) => (p.figures!.figures[0]!.procedure = 'dance')],
  ['action.unknown', 'figures.yaml', (p) => (p.figures!.figures[0]!.actions = ['dance'])],
  ['state.unknown', 'figures.yaml', (p) => (figure(p, 'letters-closed').states = ['closed', 'burnt'])],
  ['field.unknown', 'figures.yaml', (p) => (figure(p, 'reminded').only = { mood: 'good' })],
  ['option.unknown', 'figures.yaml', (p) => (figure(p, 'reminded').only = { kind: 'shouting' })],
  ['figure.split', 'figures.yaml', (p) => (figure(p, 'reminded').split = 'problem')],
  ['figure.idle', 'figures.yaml', (p) => (figure(p, 'letters-closed').states = ['served'])],
  ['figure.idle', 'figures.yaml', (p) => delete figure(p, 'letters-closed').states],
  ['bar.unknown', 'procedures/talk.yaml', (p) => (action(p, 'talk', 'admonish').bars = ['no-holiday'])],
  ['effect.bars', 'procedures/talk.yaml', (p) => delete action(p, 'talk', 'admonish').bars],
  ['effect.bars', 'procedures/talk.yaml', (p) => (action(p, 'talk', 'notify').bars = ['no-honours'])],
  ['bar.subjects', 'procedures/talk.yaml', (p) => (p.procedures.talk!.subjects.kinds = ['unit'])],
  // catalogue
  [
    'item.contributor',
    'catalogue.yaml',
    (p) => (p.catalogue.items[0]!.contributors = { organKinds: [], relations: [] }),
  ],
  ['item.required', 'catalogue.yaml', (p) => delete item(p, 'special-file').requiredFor],
  ['item.required', 'catalogue.yaml', (p) => (item(p, 'special-file').required = 'always')],
  ['item.group', 'catalogue.yaml', (p) => (item(p, 'unit-profile').group = 'basics')],
  ['item.sealed', 'catalogue.yaml', (p) => (item(p, 'leader-appraisal').sealed = false)],
  [
    'item.sealed-summary',
    'catalogue.yaml',
    (p) => item(p, 'head-portrait').facts.push({ path: 'year', fact: 'birth-month' }),
  ],
  [
    'field.unknown',
    'catalogue.yaml',
    (p) => (item(p, 'personal-matters').facts[0]!.path = 'housing/rows#count'),
  ],
  [
    'field.unknown',
    'catalogue.yaml',
    (p) => (item(p, 'appointment-form').summaryFields[0]!.path = 'family[kind=x]/name'),
  ],
  // tables
  ['uses.incomplete', 'uses.yaml', (p) => delete p.uses.table.held!.export],
  ['uses.incomplete', 'uses.yaml', (p) => delete p.uses.table.revoked],
  ['uses.outward', 'uses.yaml', (p) => (p.uses.table.unverified!['portrait-summary'] = true)],
  ['status.unknown', 'uses.yaml', (p) => (p.uses.table.rumour = {})],
  ['use.unknown', 'uses.yaml', (p) => (p.uses.table.held!.gossip = false)],
  ['class.polarity', 'classes.yaml', (p) => delete p.classes[0]!.polarity],
  ['term.measure', 'terms.yaml', (p) => delete p.terms[1]!.length],
  [
    'column.list',
    'submission.yaml',
    (p) => delete p.submission.columns.find((c) => c.code === 'class')!.listOf,
  ],
  ['column.alias', 'submission.yaml', (p) => p.submission.columns[0]!.aliases.push('姓 名')],
  ['text.missing', 'submission.yaml', (p) => (p.submission.columns[0]!.label.en = '')],
  [
    'submission.nil',
    'submission.yaml',
    (p) => (p.submission.kinds = p.submission.kinds.filter((k) => !k.nil)),
  ],
  // procedures
  ['state.unknown', 'procedures/clue.yaml', (p) => (action(p, 'clue', 'establish').to = 'settled')],
  ['state.unknown', 'procedures/clue.yaml', (p) => action(p, 'clue', 'move').from.push('settled')],
  ['state.unknown', 'procedures/clue.yaml', (p) => (p.procedures.clue!.initial = 'settled')],
  ['state.unreachable', 'procedures/clue.yaml', (p) => delete p.procedures.clue!.actions.establish],
  ['state.final', 'procedures/match.yaml', (p) => action(p, 'match', 'amend').from.push('confirmed')],
  ['state.stuck', 'procedures/match.yaml', (p) => (p.procedures.match!.states.confirmed!.final = false)],
  ['action.dead', 'procedures/clue.yaml', (p) => delete p.procedures.clue!.actions.establish],
  [
    'action.dead',
    'procedures/submission.yaml',
    (p) => (action(p, 'submission', 'accept-rest').after = ['submit']),
  ],
  [
    'action.nobody',
    'procedures/reading.yaml',
    (p) => {
      for (const r of p.roles) r.permissions = r.permissions.filter((x) => x !== 'reading.approve');
    },
  ],
  [
    'action.nobody',
    'procedures/instruction.yaml',
    (p) => {
      action(p, 'instruction', 'report').by = ['unit'];
      role(p, 'unit-liaison').permissions = [];
    },
  ],
  [
    'action.unknown',
    'procedures/match.yaml',
    (p) => (action(p, 'match', 'confirm').secondPerson = ['propose']),
  ],
  ['form.unknown', 'procedures/match.yaml', (p) => (action(p, 'match', 'confirm').form = 'nothing')],
  [
    'permission.unknown',
    'procedures/match.yaml',
    (p) => (action(p, 'match', 'confirm').permission = ['match.bless']),
  ],
  [
    'effect.unknown',
    'procedures/match.yaml',
    (p) => action(p, 'match', 'confirm').effects.push('match.bless'),
  ],
  ['field.unknown', 'procedures/clue.yaml', (p) => action(p, 'clue', 'move').effects.push('spot-check.draw')],
  ['effect.form', 'procedures/clue.yaml', (p) => (action(p, 'clue', 'move').form = 'clue-basis')],
  [
    'status.unknown',
    'procedures/clue.yaml',
    (p) => (p.procedures.clue!.states.registered!.status = 'rumour'),
  ],
  ['number.series', 'procedures/clue.yaml', (p) => delete p.procedures.clue!.number!.series.negative],
  ['number.series', 'procedures/clue.yaml', (p) => (p.procedures.clue!.number!.by = 'title')],
  // registers of clue files
  ['register.procedure', 'registers.yaml', (p) => (p.registers[0]!.procedure = 'match')],
  ['state.unknown', 'registers.yaml', (p) => (register(p, 'feedback').states = ['framed'])],
  ['action.unknown', 'registers.yaml', (p) => register(p, 'feedback').steps!.push('bless')],
  ['action.unknown', 'registers.yaml', (p) => (register(p, 'feedback').duty!.step = 'reconcile')],
  ['action.unknown', 'registers.yaml', (p) => register(p, 'feedback').duty!.after!.push('bless')],
  ['permission.unknown', 'registers.yaml', (p) => (register(p, 'feedback').duty!.tell = ['clue.bless'])],
  ['register.limit', 'registers.yaml', (p) => (register(p, 'feedback').duty!.limit = 'clue.opinion')],
  ['field.unknown', 'registers.yaml', (p) => (register(p, 'feedback').only = { colour: 'red' })],
  ['field.unknown', 'registers.yaml', (p) => (register(p, 'feedback').columns[0]!.from = 'form:colour')],
  // A registration has a note as well as the basis that is entered later.
  ['register.clash', 'registers.yaml', (p) => (register(p, 'feedback').columns[0]!.from = 'form:note')],
  ['register.source', 'registers.yaml', (p) => (register(p, 'feedback').columns[0]!.from = 'colour')],
  ['action.unknown', 'registers.yaml', (p) => (register(p, 'feedback').columns[0]!.from = 'by:bless')],
  [
    'action.unknown',
    'registers.yaml',
    (p) => (register(p, 'feedback').columns[0]!.from = 'day:dispose-held|bless'),
  ],
  ['action.unknown', 'registers.yaml', (p) => (register(p, 'feedback').columns[0]!.with = 'bless')],
  // time of whom a matter concerns
  [
    'proof.field',
    'procedures/warning.yaml',
    (p) => delete form(p, 'delivery').properties.deliveredOn!['x-past'],
  ],
  ['term.own-lapse', 'procedures/warning.yaml', (p) => delete p.procedures.warning!.terms!.rectify!.proved],
  ['term.unproved', 'procedures/warning.yaml', (p) => delete p.procedures.warning!.terms!.object!.proved],
  [
    'term.ended-by-others',
    'procedures/warning.yaml',
    (p) => (action(p, 'warning', 'consider').closes = ['object']),
  ],
  ['term.cut', 'procedures/warning.yaml', (p) => delete action(p, 'warning', 'close').afterTerm],
  ['term.paper', 'procedures/warning.yaml', (p) => delete p.procedures.warning!.actions['object-on-paper']],
  ['service.missing', 'pack.yaml', (p) => delete p.procedures.match],
  ['service.twice', 'procedures/reading.yaml', (p) => (p.procedures.reading!.service = 'material')],
];

describe('checkPack', () => {
  test('finds nothing in the default pack', () => {
    expect(checkPack(pack)).toEqual([]);
  });

  test.each(MUTATIONS)('%s in %s', (code, file, mutate) => {
    const changed = copyOf(pack);
    mutate(changed);
    const problems = checkPack(changed);
    expect(problems.map((p) => `${p.code} ${p.where.file}`)).toContain(`${code} ${file}`);
    for (const { text } of problems) expect(text.zh && text.en).toBeTruthy();
  });

  test('a mutation spoils nothing but what it touches', () => {
    const changed = copyOf(pack);
    changed.uses.table.unverified!['portrait-summary'] = true;
    expect(checkPack(changed).map((p) => [p.code, p.where.pointer])).toEqual([
      ['uses.outward', '/table/unverified/portrait-summary'],
    ]);
  });
});
