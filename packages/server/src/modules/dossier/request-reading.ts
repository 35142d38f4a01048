import type { requestReading as contract } from '@plumbline/contract/reading';
import type { Body } from '@plumbline/contract/route';
import { type FormNode, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { notify } from '../../platform/notices/notify.ts';
import { holdersOf, machineForService, startMatter, visibilityColumns } from '../matter/index.ts';
import { findItem } from './catalogue.ts';
import { findSubject } from './subject.store.ts';

/** Requests a reading slip; another person approves it (S0.7). @throws 400 beyond the pack's term */
export async function requestReading(
  ctx: Ctx,
  subjectId: string,
  body: Body<typeof contract>,
): Promise<{ matterId: string; number: string | null }> {
  const subject = found(await findSubject(ctx, subjectId));
  await refuseFaults(ctx, subject.subject_kind, body);
  const visibility = {
    organId: subject.organ_id,
    readers: [ctx.actor.accountId],
    concernsPersonId: subject.subject_kind === 'person' ? subjectId : null,
  };
  const machine = machineForService(ctx.pack, 'reading');
  const [started, approvers] = await Promise.all([
    startMatter(ctx, {
      service: 'reading',
      title: machine.title.zh,
      subject: { kind: subject.subject_kind, id: subjectId },
      visibility,
      data: body,
      dueOn: body.until,
    }),
    holdersOf(ctx, 'reading.approve', subject.organ_id),
  ]);
  ctx.send(
    ctx.trx.insertInto('reading_slip').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      matter_id: started.id,
      subject_kind: subject.subject_kind,
      subject_id: subjectId,
      account_id: ctx.actor.accountId,
      purpose: body.purpose,
      explanation: body.explanation,
      items: body.items ?? [],
      until_day: body.until,
      requested_at: ctx.now,
      ...visibilityColumns(visibility),
    }),
  );
  notify(ctx, {
    to: approvers,
    kind: 'reading.begin',
    link: '/reading-slips?scope=to-approve',
    matter: started.id,
  });
  return { matterId: started.id, number: started.number };
}

async function refuseFaults(ctx: Ctx, kind: 'person' | 'unit', body: Body<typeof contract>): Promise<void> {
  if (body.until < ctx.today) throw invalid({ pointer: '/until', code: 'day-past' });
  const latest = (await ctx.due('reading.slip'))?.day;
  if (latest && body.until > latest)
    throw invalid({ pointer: '/until', code: 'beyond-term', params: { latest } });
  for (const [index, code] of (body.items ?? []).entries()) {
    if (findItem(ctx.pack, code)?.subject !== kind)
      throw invalid({ pointer: `/items/${index}`, code: 'unknown-code', params: { value: code } });
  }
}

/** The purposes that the pack's form offers. */
export function readingPurposes(ctx: Ctx): { code: string; title: string }[] {
  const form = ctx.pack.forms[machineForService(ctx.pack, 'reading').begin.form ?? ''] as
    | FormNode
    | undefined;
  return (form?.properties?.purpose?.oneOf ?? []).map((option) => ({
    code: String(option.const),
    title: option['x-title'] ? pick(option['x-title'], ctx.locale) : String(option.const),
  }));
}
