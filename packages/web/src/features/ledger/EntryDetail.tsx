import { Button } from 'antd';
import { type Fact, Facts } from '../../kit/Facts.tsx';
import { comma, useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { FIELDS } from './event.words.ts';
import type { Entry } from './ledger.api.ts';
import { type LedgerFilter, readableOf } from './ledger.format.ts';
import { texts } from './texts.ts';

interface Props {
  entry: Entry;
  onFilter: (filter: LedgerFilter) => void;
}

/** All that an entry shows its readers, and the ways to what belongs to it. */
export function EntryDetail({ entry, onFilter }: Props) {
  const t = useText(texts);
  const say = useSay();
  const { shown, withheld } = readableOf(entry);
  const labelOf = (path: string) =>
    path
      .split('.')
      .map((part) =>
        part === 'before' || part === 'after' ? t(part) : FIELDS[part] ? say(FIELDS[part]) : part,
      )
      .join(' · ');
  const { accountId, subjectId, entityId } = entry;
  const facts: (Fact | false)[] = [
    ...entry.particulars.map(({ code, value }) => ({
      label: t(`particular.${code}` as 'particular.step'),
      value,
    })),
    ...shown.map(({ path, value }) => ({ label: labelOf(path), value })),
    withheld.length > 0 && {
      label: t('withheld'),
      value: withheld.map(labelOf).join(comma()),
      note: t('withheldAbout'),
    },
    subjectId !== null && { label: t('subject'), value: <code>{subjectId}</code> },
    entityId !== null && { label: `${t('entity')} ${entry.entity}`, value: <code>{entityId}</code> },
    entry.erasedBy !== null && {
      label: t('erased'),
      value: <code>{entry.erasedBy}</code>,
      note: t('erasedAbout'),
    },
    { label: t('id'), value: <code>{entry.id}</code> },
    { label: t('commitment'), value: <code>{entry.commitment}</code>, wide: true },
  ];
  return (
    <div className="entry-detail">
      <Facts facts={facts} />
      <p className="page-actions">
        {accountId && (
          <Button size="small" onClick={() => onFilter({ accountId })}>
            {t('onlyAccount')}
          </Button>
        )}
        {subjectId && (
          <Button size="small" onClick={() => onFilter({ subjectId })}>
            {t('onlySubject')}
          </Button>
        )}
        {entityId && (
          <Button size="small" onClick={() => onFilter({ entityId })}>
            {t('onlyEntity')}
          </Button>
        )}
      </p>
    </div>
  );
}
