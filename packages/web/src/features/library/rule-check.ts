import type { listProcedures } from '@plumbline/contract/procedure';
import type { Reply, Text } from '@plumbline/contract/route';

type Procedure = Reply<typeof listProcedures>['items'][number];

export interface CheckProcedure {
  procedure: string;
  organId: string;
  /** What may be found on an article, as the pack's form says it. */
  findings: { value: string; title: Text }[];
}

interface Field {
  type?: string;
  properties?: Record<string, Field>;
  items?: Field;
  'x-ui'?: { widget?: string };
  oneOf?: { const: string; 'x-title': Text }[];
}

/**
 * The procedure on which a case is held against articles: the one whose form lists findings, each on an article of
 * the library. Undefined where the pack has none, or the account may not begin one.
 */
export function checkProcedureOf(procedures: readonly Procedure[]): CheckProcedure | undefined {
  for (const { code, organs, form } of procedures) {
    const row = (form as Field | null)?.properties?.findings?.items?.properties;
    const [organ] = organs;
    if (!organ || row?.article?.['x-ui']?.widget !== 'article' || !row.finding?.oneOf) continue;
    return {
      procedure: code,
      organId: organ.id,
      findings: row.finding.oneOf.map((one) => ({ value: one.const, title: one['x-title'] })),
    };
  }
  return undefined;
}
