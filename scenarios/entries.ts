import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import type { Tale } from './tale.ts';

type Form = Record<string, unknown>;

/** Adds an entry by hand, as the story tells it. */
export function fileEntry(
  tale: Tale,
  [who, why]: [string, string],
  subjectId: string,
  item: string,
  form: Form,
  more: Partial<{
    title: string;
    occurredOn: string;
    source: string;
    supersedesId: string;
    files: string[];
  }> = {},
) {
  return tale.story.must(who, why, material.addMaterial, {
    params: { subjectId },
    body: { item, form, ...more },
  });
}

/** Takes a step on an entry in the version that it is in now. Gives the reply whatever its status. */
export async function act(
  tale: Tale,
  [who, why]: [string, string],
  id: string,
  action: string,
  more: { reason?: string; data?: Form } = {},
) {
  const { version } = await (await tale.aside(who)).must(material.getMaterial, { params: { id } });
  return tale.story.call(who, why, material.actOnMaterial, {
    params: { id, action },
    body: { version, ...more },
  });
}

/** An entry that a second person verified. */
export async function fileVerified(
  tale: Tale,
  subjectId: string,
  item: string,
  form: Form,
  more: Parameters<typeof fileEntry>[5] = {},
): Promise<string> {
  const { id } = await fileEntry(tale, ['officer', 'An entry.'], subjectId, item, form, more);
  const done = await act(
    tale,
    ['reviewer', 'A second person has compared it with its source.'],
    id,
    'verify',
  );
  if (done.body.status !== 'verified') throw new Error(JSON.stringify(done.body));
  return id;
}

/** A dossier as an account sees it, without telling of it. */
export async function readDossier(tale: Tale, who: string, subjectId: string) {
  return (await tale.aside(who)).must(dossier.getDossier, { params: { subjectId } });
}

export function itemOf(page: dossier.Dossier, code: string) {
  const item = page.catalogue.flatMap((group) => group.items).find((entry) => entry.code === code);
  if (!item) throw new Error(`The catalogue of ${page.subject.name} has no item ${code}`);
  return item;
}

export const sectionOf = (page: dossier.Dossier, code: string) =>
  page.portrait.sections.find((section) => section.item === code);

/** What the portrait says of an item: title → values. */
export const saidOf = (page: dossier.Dossier, code: string): Record<string, string[]> =>
  Object.fromEntries((sectionOf(page, code)?.values ?? []).map(({ title, values }) => [title, values]));
