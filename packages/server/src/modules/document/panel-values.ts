import { type MatterEvent, type Panel, pick, standingOfPanel, type Template } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { FieldValue } from '../../platform/documents/templates/values.ts';
import { listSteps, type MatterRow, machineOfMatter, namesOf, toEngine } from '../matter/index.ts';
import { joined } from './form-values.ts';

const OUTCOMES = {
  passed: { zh: '表决通过', en: 'adopted' },
  failed: { zh: '表决未通过', en: 'not adopted' },
  tied: { zh: '票数相等，未通过', en: 'tied, not adopted' },
};

/**
 * What minutes say of a session as it was recorded: who was there and who was not, what each said and how they voted in
 * the order of speaking, what came out, and who was against. Nothing before a session was opened.
 */
export async function panelValues(
  ctx: Ctx,
  template: Template,
  row: MatterRow,
): Promise<Record<string, FieldValue>> {
  if (!template.fields.some(({ from }) => from.startsWith('panel.'))) return {};
  const { language } = template;
  const [machine, matter] = [await machineOfMatter(ctx, row), toEngine(row)];
  const [code] = Object.keys(matter.panels);
  const record = matter.panels[code ?? ''];
  const panel = machine.panels?.[code ?? ''];
  const standing = code === undefined ? undefined : standingOfPanel(machine, matter, code);
  if (!record || !panel || !standing) return {};
  const refs = Object.values(matter.parties).flatMap((parties) => parties ?? []);
  const names = await namesOf(ctx, refs, language);
  const name = (id: string) => names.get(id) ?? '';
  const said = await wordsOf(ctx, row.id);
  const title = (vote: string) => pick(panel.options[vote]!.title, language);
  const absent = standing.entitled.filter((id) => !record.present.includes(id));
  const against = standing.opinions.filter(({ vote }) => isAgainst(panel, vote));
  const [colon, none] = language === 'zh' ? ['：', '无'] : [': ', 'None'];
  return {
    'panel.present': joined(record.present.map(name), language),
    'panel.absent': absent.length > 0 ? joined(absent.map(name), language) : none!,
    'panel.opinions': standing.opinions.map(({ seq, member, vote }) => ({
      member: name(member),
      vote: title(vote),
      opinion: said.get(seq) ?? '',
    })),
    'panel.outcome': outcomeOf(panel, standing.tally, record.concluded?.outcome, language),
    'panel.dissent':
      against.map(({ seq, member }) => `${name(member)}${colon}${said.get(seq) ?? ''}`).join('\n') || none!,
  };
}

const isAgainst = (panel: Panel, vote: string) => panel.options[vote]?.counts === 'against';

function outcomeOf(
  panel: Panel,
  tally: Readonly<Record<string, number>>,
  outcome: keyof typeof OUTCOMES | undefined,
  language: 'zh' | 'en',
): string {
  const votes = Object.entries(panel.options).map(([vote, { title }]) =>
    language === 'zh' ? `${title.zh}${tally[vote] ?? 0}票` : `${title.en}: ${tally[vote] ?? 0}`,
  );
  return joined([...votes, ...(outcome ? [OUTCOMES[outcome][language]] : [])], language);
}

/** What was said besides the vote, by the step in which it was said. */
async function wordsOf(ctx: Ctx, matterId: string): Promise<Map<number, string>> {
  const steps = await listSteps(ctx, matterId);
  return new Map(
    steps.map(({ data }) => {
      const event = data as MatterEvent;
      const said = 'data' in event && typeof event.data === 'object' ? event.data : {};
      const words = Object.entries(said ?? {}).filter(
        ([field, word]) => field !== 'vote' && typeof word === 'string',
      );
      return [event.seq, words.map(([, word]) => word).join('\n')];
    }),
  );
}
