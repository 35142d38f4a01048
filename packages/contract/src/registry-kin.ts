import { z } from 'zod';
import { Day, Id, IdParams, line, Version } from './common.ts';
import { PackCode, TAG, Written } from './registry-common.ts';
import { route } from './route.ts';

/** A relative: a third person, shown masked to those who may not open what is restricted in the dossier. */
export const Kin = z.object({
  id: Id,
  relation: z.string(),
  name: z.string(),
  personId: Id.nullable().describe('The relative, where registered as a person'),
  birthDate: Day.nullable(),
  employer: z.string().nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
  version: z.int(),
});
export type Kin = z.infer<typeof Kin>;

const KinFields = z.object({
  relation: PackCode,
  name: line(120),
  personId: Id.nullable(),
  birthDate: Day.nullable(),
  employer: line(200).nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
});
export const NewKin = KinFields.partial().required({ relation: true, name: true });
export type NewKin = z.infer<typeof NewKin>;
export const KinChange = KinFields.partial().extend({ version: Version });
export type KinChange = z.infer<typeof KinChange>;

export const createKin = route({
  id: 'createKin',
  method: 'POST',
  path: '/api/persons/:id/kin',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记亲属', en: 'Enter a relative' },
  params: IdParams,
  body: NewKin,
  reply: Written,
});
export const editKin = route({
  id: 'editKin',
  method: 'PATCH',
  path: '/api/kin/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '修改亲属', en: 'Change a relative' },
  params: IdParams,
  body: KinChange,
  reply: Written,
});
export const eraseKin = route({
  id: 'eraseKin',
  method: 'POST',
  path: '/api/kin/:id/erase',
  tag: TAG,
  permission: 'registry.write',
  status: 204,
  summary: { zh: '删除亲属信息', en: 'Erase a relative' },
  params: IdParams,
  body: z.object({ version: Version }),
});
