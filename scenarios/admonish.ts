import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { organNamed } from './find.ts';
import type { Tale } from './tale.ts';
import { upload } from './upload.ts';

/** Admonishes a person of the sample county, from the plan to the written admonition. @returns the matter of the talk */
export async function admonish(tale: Tale, person: string): Promise<string> {
  const accountOf = async (who: string) => (await (await tale.aside(who)).must(getSession)).accountId;
  const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
    tale.story.must(who, why, matters.actOnMatter, {
      params: { id, action },
      body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
    });
  const talkers = [await accountOf('officer'), await accountOf('intake')];
  const day = tale.server.clock.now().toISOString().slice(0, 10);
  const time = { day, from: '09:00', until: '10:00', place: '谈话室' };
  const { id } = await tale.story.must('officer', 'An admonition is planned.', matters.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: person }],
      data: {
        kind: 'admonition',
        problem: '履行监管职责不力。',
        ...time,
        health: 'good',
        safety: '安排专人陪同，备好常用药品。',
        talkers,
        recorder: talkers[1],
        outline: '一、说明来意。二、指出问题。',
        partner: (await organNamed(tale, '县委组织部干部监督科')).id,
        handlers: [talkers[0]],
      },
    },
  });
  await take('officer', 'Both organs are asked.', id, 'submit-admonition');
  for (const who of ['head', 'orgdept', 'secretary']) {
    const { status, body } = await (await tale.aside(who)).call(matters.getMatter, { params: { id } });
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
  await take('officer', 'The person is notified.', id, 'notify', time);
  await take('head', 'The head holds it.', id, 'hold-admonition', {
    ...time,
    rightsTold: true,
    exchanges: [{ question: '对指出的问题有何认识？', answer: '履职不到位，接受组织诫勉。' }],
  });
  await take('officer', 'Everybody signs on paper.', id, 'attest', {
    signedOn: day,
    scan: [await upload(tale, 'officer', '签名笔录.txt', '签名笔录')],
  });
  await take('officer', 'The admonition is issued.', id, 'admonish', {
    facts: '履行监管职责不力。',
    demands: '切实改进。',
  });
  return id;
}
