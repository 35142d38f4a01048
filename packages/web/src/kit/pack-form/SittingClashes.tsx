import { listSittings } from '@plumbline/contract/sitting';
import { Alert } from 'antd';
import { useRead } from '../../lib/data.ts';
import { comma } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';
import type { SittingHint } from './form-node.ts';

interface Props {
  fields: SittingHint;
  data: Record<string, unknown>;
  /** The matter that is being arranged. */
  except?: string | undefined;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '');

/** Who and what is taken at the time that a form says: told while it is chosen, and nobody is kept from choosing it. */
export function SittingClashes({ fields, data, except }: Props) {
  const t = useText(texts);
  const may = useMay('matter.handle');
  const [day, from, until] = [fields.day, fields.from, fields.until].map((field) => asText(data[field]));
  const accounts = (fields.people ?? []).flatMap((field) => [data[field]].flat()).map(asText);
  const read = useRead(
    listSittings,
    {
      query: {
        day: day!,
        from: from!,
        until: until!,
        place: asText(data[fields.place]),
        accounts: accounts.filter(Boolean),
        ...(except ? { except } : {}),
      },
    },
    { enabled: may && Boolean(day && from && until && from < until), keepPrevious: true },
  );
  if (!may || !day) return null;
  const clashes = (read.data?.items ?? []).filter((one) => one.day === day && one.clashes.length > 0);
  const others = (read.data?.items ?? []).length - clashes.length;
  return (
    <div role="status" className="sitting-clashes">
      {clashes.map((one) => (
        <Alert
          key={`${one.from} ${one.place} ${one.people.join()}`}
          type="warning"
          title={t(one.clashes.includes('place') ? 'sittingPlace' : 'sittingPeople', {
            time: `${one.from}–${one.until}`,
            place: one.place,
            people: one.people.join(comma()),
          })}
        />
      ))}
      {read.data && clashes.length === 0 && <p className="absent">{t('sittingFree', { count: others })}</p>}
    </div>
  );
}
