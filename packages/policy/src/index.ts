export { type CatalogueDiff, diffCatalogues } from './catalogue/diff-catalogues.ts';
export {
  contradictions,
  type FactValue,
  factsOf,
  type SummaryValue,
  summaryOf,
  textOfValue,
} from './catalogue/facts.ts';
export { type Freshness, freshness } from './catalogue/freshness.ts';
export { isRequired, requiredItems, type SubjectTraits } from './catalogue/required-items.ts';
export { checkPack } from './check/check-pack.ts';
export { type OpenSeat, openSeats } from './engine/approval/approvers.ts';
export { chainFor } from './engine/approval/chain.ts';
export { childrenOfSubject, countChildren, drivenBy } from './engine/children.ts';
export { available, type Beginning, begin, decide } from './engine/decide.ts';
export { dueByItself } from './engine/due-by-itself.ts';
export { formsOfDue } from './engine/due-field.ts';
export { EFFECTS, type Effect, isEffect } from './engine/effects.ts';
export {
  type ActedEvent,
  type BegunEvent,
  type Decision,
  isRefusal,
  type MatterEvent,
  type StepEvent,
} from './engine/events.ts';
export { evolve, replay, start } from './engine/evolve.ts';
export { actionsWith, formatNumber, machineFor, machineOf, phaseOf, seriesOf } from './engine/machine.ts';
export { type PanelStanding, standingOfPanel } from './engine/panel.ts';
export { partiesFromForm } from './engine/parties.ts';
export type {
  Approval,
  ChildRef,
  NewChild,
  Offer,
  Outcome,
  PanelRecord,
  Pending,
  Recusal,
  ResolvedStep,
  Seat,
} from './engine/records.ts';
export type { Parties, PartyRef, PersonRef, SubjectRef } from './engine/refs.ts';
export { isRecused, isSamePerson, relationsOf } from './engine/relations.ts';
export {
  moveVersion,
  recordAbsorbed,
  recordChildClosed,
  recordRecusal,
  recordReleased,
} from './engine/system-steps.ts';
export { openTerms } from './engine/terms.ts';
export { type Turn, turnsOf, unmetFor } from './engine/turns.ts';
export {
  type Act,
  type ActionInput,
  type Actor,
  BEGIN,
  type Machine,
  type Matter,
  type MatterRecords,
  NO_RECORDS,
  type Refusal,
  type RefusalCode,
  SYSTEM,
} from './engine/types.ts';
export { isVerb, titleOfStep, VERBS, type VerbCode } from './engine/verbs.ts';
export { type Holder, NOBODY, type OrganFact, type SubjectFacts, type World } from './engine/world.ts';
export { nodeAt, valuesAt } from './forms/field-path.ts';
export { FORM_LISTS, type FormList, type FormNode } from './forms/form-types.ts';
export { MASK, maskKin, searchableText, writtenText } from './forms/kin.ts';
export { localiseForm } from './forms/localise-form.ts';
export { rowsFrom } from './forms/rows-from.ts';
export { type FormFault, validateForm } from './forms/validate-form.ts';
export { type FormValue, formValues, walkForm } from './forms/walk-form.ts';
export { OcelLog } from './history/ocel.ts';
export { DIFFERENCES, type Difference, type DifferenceCode, simulate } from './history/simulate.ts';
export { type StageHistory, stageTimes } from './history/stage-times.ts';
export type { RecordedStep } from './history/steps.ts';
export { defaultPolarity } from './intake/classes.ts';
export {
  dueDate,
  nextQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
  reminderDays,
} from './intake/quarter.ts';
export {
  goesApart,
  type RouteAnswer,
  type RoutedPost,
  type RoutedSubject,
  type RouteOrgan,
  routeReport,
  standsAbove,
} from './intake/route-report.ts';
export { isAllowed, statusesFor } from './intake/uses.ts';
export { Permission, Role } from './pack/access.schema.ts';
export { Authority, AuthorityRow, ChainStep, OrganSelector } from './pack/authority.schema.ts';
export { BarKind } from './pack/bar.schema.ts';
export {
  Catalogue,
  CatalogueItem,
  ContributorRelation,
  FACT_KINDS,
  type FactKind,
  FieldPath,
  GRAVITIES,
  type Gravity,
  MaxAge,
  RequiredFor,
  SubjectKind,
  type Warns,
} from './pack/catalogue.schema.ts';
export {
  Code,
  Duration,
  Entry,
  type Locale,
  PackDay,
  PackText,
  PermissionCode,
  pick,
  Standing,
} from './pack/common.schema.ts';
export type { Figure, Figures } from './pack/figure.schema.ts';
export { PackHead } from './pack/head.schema.ts';
export { ClueClass, Column, Polarity, Status, Submission, Term, Uses } from './pack/intake.schema.ts';
export {
  Audience,
  Library,
  LibraryStore,
  Regulation,
  RegulationArticle,
  RuleRef,
} from './pack/library.schema.ts';
export type { Likeness } from './pack/likeness.schema.ts';
export {
  Classification,
  OrganKind,
  PostLevel,
  PostTag,
  Relation,
  Source,
  SupervisionKind,
  UnitKind,
  UnitTag,
  ZoneRole,
} from './pack/lists.schema.ts';
export { OpinionConclusion, OpinionMeasure, Opinions } from './pack/opinion.schema.ts';
export type { Own } from './pack/own.schema.ts';
export { Form, PART_FILES, Pack, type PackPart, PackParts } from './pack/pack.schema.ts';
export { Paper, PaperField, PaperValue } from './pack/paper.schema.ts';
export type { Party } from './pack/party.schema.ts';
export { Action, Procedure, Service, State } from './pack/procedure.schema.ts';
export {
  ActorRelation,
  Panel,
  ProcedureTerm,
  RELATIONS,
  Spawn,
} from './pack/procedure-parts.schema.ts';
export { columnSource, REGISTER_SOURCES, type Register } from './pack/register.schema.ts';
export type { RouteLine } from './pack/routing.schema.ts';
export { Bearing, DifferenceRule, Screening } from './pack/screening.schema.ts';
export { DecisionTable } from './pack/table.schema.ts';
export { Template, TemplateField, Templates } from './pack/template.schema.ts';
export { gridTexts } from './papers/grid-texts.ts';
export { type LaidCell, type LaidPage, layPaper } from './papers/lay-paper.ts';
export type { PaperNote } from './papers/paper-note.ts';
export { type PaperTexts, paperTexts } from './papers/paper-texts.ts';
export { readPaper } from './papers/read-paper.ts';
export { formatProblem, type PackProblem } from './problem.ts';
export { type Alleged, allegedIn, bearingOn } from './screening/bearings.ts';
export { cellsOf, matrixOf, type PointStanding, pointStanding } from './screening/matrix.ts';
export {
  type Comparable,
  type RecordDifference,
  recordDifferences,
  type Statement,
} from './screening/record-differences.ts';
export {
  departuresOf,
  minutesOf,
  overlaps,
  placeKey,
  type SittingFault,
  type SittingTime,
  sittingFaults,
  sittingOf,
} from './sitting/sitting.ts';
export {
  type Committed,
  canonicalList,
  commitmentOf,
  FEWEST_DIGITS,
  type Listed,
  listHash,
  MOST_DIGITS,
} from './spot-check/commit.ts';
export { drawSample, isDeciding, seedOf } from './spot-check/draw.ts';
export { faultsOfProof, PROOF_FAULTS, type ProofFault, SpotCheckProof } from './spot-check/proof.ts';
export { evaluateTable, type FiredRow, type TableAnswer, type TableValue } from './tables/evaluate-table.ts';
export { MAX_TEMPLATE_BYTES, openTemplate, tagsOf } from './templates/read-template.ts';
export {
  compareTags,
  formPathOf,
  isFixedSource,
  limitCodeOf,
  namesOf,
  partyOf,
  type Tag,
  type TagFaults,
  TEMPLATE_SOURCES,
} from './templates/sources.ts';
export { TEMPLATE_FAULTS, type TemplateFaultCode, TemplateRefused } from './templates/template-faults.ts';
export {
  type Calendar,
  type CalendarDay,
  calendarOf,
  isWorkday,
  missingYears,
  weekdayOf,
  workdayFrom,
  yearOf,
} from './terms/calendar.ts';
export { addDays, addDuration, addMonths, daysBetween } from './terms/days.ts';
export { dueOf, type TermDue } from './terms/due.ts';
export { lastDayOf } from './terms/last-day.ts';
export { addLength, type Due, type Length, lengthText } from './terms/length.ts';
export {
  entryOn,
  type LimitInForce,
  type LimitOverride,
  type Limits,
  limitOn,
  type OverrideFault,
  overrideFault,
} from './terms/limits.ts';
export { type NoticeFault, type NoticeFaultCode, parseNotice } from './terms/notice.ts';
export { dueOfPeriod, type Every, lastEnded, type Period, periodOf } from './terms/periods.ts';
export type { TermRecord, TermRules } from './terms/record.ts';
export { shareOf, standingOf, type TermStanding, type TermState } from './terms/state.ts';
export { dayInZone, momentInZone } from './terms/zone.ts';
export { type Fact, type FactSaid, factOf, isGravity, rankOf } from './warning/fact.ts';
export { type Lapse, lapsesOf } from './warning/lapses.ts';
export {
  evolveMark,
  isInForce,
  lastRise,
  levelOn,
  MARK_EFFECTS,
  type Mark,
  markKindOf,
  NO_MARK,
  restsOn,
  voidedMark,
  weighMark,
} from './warning/mark.ts';
export { CAUSES, type Cause, type Rise, type RiseFault, refuseRise } from './warning/rise.ts';
export { type SameMatter, sameMatter } from './warning/same-matter.ts';
export {
  type Around,
  inputsOf,
  LEVEL_TABLE,
  LIST_TABLE,
  levelProposed,
  toleranceFirst,
  type Weighed,
  weigh,
} from './warning/weigh.ts';
