import { z } from 'zod';

/** One faulty place in a request: a JSON pointer into the body, or a cell of a workbook. */
export const Fault = z.object({
  pointer: z.string().optional().describe('JSON pointer into the request body'),
  parameter: z.string().optional().describe('Name of the query or path parameter'),
  sheet: z.string().optional(),
  row: z.int().optional(),
  column: z.string().optional(),
  code: z.string(),
  detail: z.string().describe('What is wrong and what to do, in the language of the caller'),
});
export type Fault = z.infer<typeof Fault>;

/** RFC 9457 problem document; `code` is stable, the texts follow the caller's language. */
export const Problem = z.object({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  faults: z.array(Fault).optional(),
  allowed: z.array(z.string()).optional().describe('With 409: what the caller may do instead'),
  changed: z.unknown().optional().describe('With 409 on a stale version: the present state'),
  trace: z.string().optional().describe('Request id to quote to the operator'),
});
export type Problem = z.infer<typeof Problem>;
