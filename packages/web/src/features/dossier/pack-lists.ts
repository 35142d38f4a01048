import type { getPack } from '@plumbline/contract/desk';
import type { Reply } from '@plumbline/contract/route';

type Pack = Reply<typeof getPack>;
interface Option {
  code: string;
  title: { zh: string; en: string };
}

/** The pack's lists under the names by which its forms ask for them (`x-list`). */
export function listsOf(pack: Pack): Record<string, Option[]> {
  const options = (list: readonly Option[]) => list.map(({ code, title }) => ({ code, title }));
  const items = (pack.catalogue as unknown as { items: Option[] }).items;
  const subTypes = pack.classes.flatMap((entry) => (entry as unknown as { subTypes: Option[] }).subTypes);
  return {
    sources: options(pack.sources),
    classes: options(pack.classes),
    'sub-types': options(subTypes),
    industries: options(pack.industries),
    catalogue: options(items),
  };
}
