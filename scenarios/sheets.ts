import * as registry from '@plumbline/contract/registry';
import * as submission from '@plumbline/contract/submission';
import * as rows from '@plumbline/contract/submission-rows';
import { type SheetLine, workbookOf } from '@plumbline/server/modules/clue/testing';
import type { Tale } from './tale.ts';

export const SIGN = { signedBy: '沈若兰', post: '办公室主任', confirmed: true } as const;

export interface Named {
  id: string;
  name: string;
  unitId: string;
  unitName: string;
  title: string;
  level: string | null;
}

/** Everybody in office whom a sheet can name, with the first present post. */
export async function peopleInOffice(tale: Tale): Promise<Named[]> {
  const officer = await tale.aside('officer');
  const found: Named[] = [];
  let cursor: string | undefined;
  do {
    const page = await officer.must(registry.listPersons, {
      query: { limit: 200, ...(cursor && { cursor }) },
    });
    for (const { id, name, posts } of page.items) {
      const [post] = posts;
      if (post)
        found.push({
          id,
          name,
          unitId: post.unitId,
          unitName: post.unitName,
          title: post.title,
          level: post.level,
        });
    }
    cursor = page.next ?? undefined;
  } while (cursor);
  return found;
}

/** Those whose name nobody else bears, so that name, unit and post leave no doubt. */
export const withoutNamesakes = (people: readonly Named[]): Named[] =>
  people.filter((one) => people.filter((other) => other.name === one.name).length === 1);

/** A line of the sheet about a person. */
export const about = (person: Named, more: SheetLine): SheetLine => ({
  姓名: person.name,
  所在单位: person.unitName,
  职务: person.title,
  线索来源: '上级交办',
  发生日期: '2026-05-05',
  ...more,
});

/** Begins a body's sheet of a quarter and uploads its workbook. */
export async function uploaded(tale: Tale, who: string, period: string, lines: readonly SheetLine[]) {
  const { story } = tale;
  const draft = await story.must(who, `The sheet of ${period} is begun.`, submission.beginSubmission, {
    body: { period },
  });
  const reply = await story.must(who, 'The filled-in workbook.', submission.uploadWorkbook, {
    params: { id: draft.id },
    query: { name: `${period}.xlsx` },
    headers: { 'content-type': 'application/octet-stream' },
    body: await workbookOf(lines, { notes: [draft.id] }),
  });
  return reply.submission;
}

/** Signs the sheet, and the receiving organ accepts it. */
export async function accepted(tale: Tale, who: string, id: string) {
  const { story } = tale;
  await story.must(who, 'Signed and handed in.', submission.submitSheet, { params: { id }, body: SIGN });
  await story.must('orgdept', 'The receiving organ accepts.', submission.acceptSheet, {
    params: { id },
    body: {},
  });
  await tale.server.work();
  return rowsOf(tale, 'orgdept', id);
}

export async function rowsOf(tale: Tale, who: string, id: string) {
  const page = await (await tale.aside(who)).must(rows.listRows, { params: { id }, query: { limit: 200 } });
  return page.items;
}
