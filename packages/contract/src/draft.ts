import { z } from 'zod';
import { Id, Moment } from './common.ts';
import { route } from './route.ts';

const params = z.object({ id: Id, action: z.string().max(60) });
const Data = z.record(z.string().max(60), z.unknown());

/** A form of a step that is being filled in. */
export const StepDraft = z.object({
  version: z.int().min(0).describe('0 while nothing was saved'),
  data: Data.nullable(),
  savedBy: z.string().nullable().describe('Name of whoever saved it last'),
  mine: z.boolean(),
  savedAt: Moment.nullable(),
  key: z
    .string()
    .describe(
      'Key of this account for this form (32 bytes, base64): what the device keeps while the network is down is sealed with it',
    ),
});
export type StepDraft = z.infer<typeof StepDraft>;

export const getStepDraft = route({
  id: 'getStepDraft',
  method: 'GET',
  path: '/api/matters/:id/drafts/:action',
  tag: 'matter',
  permission: null,
  summary: { zh: '填写中的表单', en: 'A form that is being filled in' },
  params,
  reply: StepDraft,
});
export const saveStepDraft = route({
  id: 'saveStepDraft',
  method: 'PUT',
  path: '/api/matters/:id/drafts/:action',
  tag: 'matter',
  permission: null,
  summary: { zh: '保存填写中的表单', en: 'Save a form that is being filled in' },
  params,
  body: z.object({
    version: z.int().min(0).describe('Version that the caller saw; another one is refused with 409'),
    data: Data,
  }),
  reply: z.object({ version: z.int(), savedAt: Moment }),
});
