export { checkPack } from './check/check-pack.ts';
export { Permission, Role } from './pack/access.schema.ts';
export {
  Catalogue,
  CatalogueItem,
  ContributorRelation,
  FieldPath,
  MaxAge,
  RequiredFor,
  SubjectKind,
} from './pack/catalogue.schema.ts';
export { Code, Duration, Entry, PackDay, PackText, PermissionCode, Standing } from './pack/common.schema.ts';
export { PackHead } from './pack/head.schema.ts';
export { ClueClass, Column, Polarity, Status, Submission, Term, Uses } from './pack/intake.schema.ts';
export {
  Classification,
  OrganKind,
  PostLevel,
  PostTag,
  Relation,
  Source,
  UnitKind,
  UnitTag,
  ZoneRole,
} from './pack/lists.schema.ts';
export { Form, PART_FILES, Pack, type PackPart, PackParts } from './pack/pack.schema.ts';
export { Action, ActorRelation, Procedure, Service, State } from './pack/procedure.schema.ts';
export { formatProblem, type PackProblem } from './problem.ts';
