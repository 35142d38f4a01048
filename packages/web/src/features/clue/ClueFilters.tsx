import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useSay } from '../../lib/language.ts';
import { useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { type ClueFilterName, useClue, useClueCounts, useClues, useOrgans } from './clue.api.ts';
import { quartersBack } from './clue.format.ts';
import { texts } from './texts.ts';

const QUARTERS = 16;

/** What narrows the list; all of it stands in the address, so that a view can be kept and passed on. */
export function ClueFilters() {
  const t = useText(texts);
  const say = useSay();
  const [state, change] = useUrlState<ClueFilterName>();
  const lists = useFormLists();
  const organs = useOrgans();
  const counts = useClueCounts(state).data;
  const option = ({ code, title }: { code: string; title: { zh: string; en: string } }) => ({
    value: code,
    label: say(title),
  });
  const subTypes = (lists?.['sub-types'] ?? []).filter(
    (entry) => !state.class || entry.parent === state.class,
  );
  const count = (of: number | undefined) => (of === undefined ? '' : ` ${of}`);
  return (
    <>
      <Segmented
        aria-label={t('polarity')}
        value={state.polarity ?? ''}
        onChange={(polarity) => change({ polarity: polarity || undefined })}
        options={[
          { value: '', label: `${t('all')}${count(counts && counts.positive + counts.negative)}` },
          { value: 'negative', label: `${t('negative')}${count(counts?.negative)}` },
          { value: 'positive', label: `${t('positive')}${count(counts?.positive)}` },
        ]}
      />
      <FilterText label={t('search')} value={state.q} onChange={(q) => change({ q })} />
      <FilterSelect
        label={t('class')}
        value={state.class}
        onChange={(value) => change({ class: value, subType: undefined })}
        options={(lists?.classes ?? []).map(option)}
      />
      <FilterSelect
        label={t('subType')}
        value={state.subType}
        onChange={(subType) => change({ subType })}
        options={subTypes.map(option)}
      />
      <FilterSelect
        label={t('source')}
        value={state.source}
        onChange={(source) => change({ source })}
        options={(lists?.sources ?? []).map(option)}
      />
      <FilterSelect
        label={t('problem')}
        value={state.problem}
        onChange={(problem) => change({ problem })}
        options={(lists?.['problem-kinds'] ?? []).map(option)}
      />
      <FilterSelect
        label={t('body')}
        value={state.sourceOrganId}
        onChange={(sourceOrganId) => change({ sourceOrganId })}
        options={(organs.data?.organs ?? []).map((organ) => ({ value: organ.id, label: organ.name }))}
      />
      <FilterSelect
        label={t('period')}
        value={state.period}
        onChange={(period) => change({ period })}
        options={quartersBack(todayHere(), QUARTERS).map((value) => ({ value, label: value }))}
      />
      <DatePicker.RangePicker
        aria-label={t('received')}
        placeholder={[t('receivedFrom'), t('receivedTo')]}
        allowEmpty={[true, true]}
        value={[state.from ? dayjs(state.from) : null, state.to ? dayjs(state.to) : null]}
        onChange={(days) =>
          change({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
      <Given />
    </>
  );
}

/** A subject or a sheet that a link narrowed the list to: named, and to be taken out again. */
function Given() {
  const t = useText(texts);
  const [state, change] = useUrlState<ClueFilterName>();
  const first = useClues(state).data?.pages[0]?.items[0];
  const sample = useClue(first?.id ?? '-', Boolean(state.submissionId && first)).data;
  return (
    <>
      {state.subjectId && (
        <span className="status">
          {t('ofSubject', { name: first?.subject?.name ?? '…' })}
          <Button type="link" size="small" onClick={() => change({ subjectId: undefined })}>
            {t('takeOut')}
          </Button>
        </span>
      )}
      {state.unnamed && (
        <span className="status">
          {t('unnamed')}
          <Button type="link" size="small" onClick={() => change({ unnamed: undefined })}>
            {t('takeOut')}
          </Button>
        </span>
      )}
      {state.submissionId && (
        <span className="status">
          <Link to={`/submissions/${state.submissionId}`}>
            {t('ofSheet', {
              organ: sample?.submission?.organName ?? '',
              period: sample?.submission?.period ?? '',
            })}
          </Link>
          <Button type="link" size="small" onClick={() => change({ submissionId: undefined })}>
            {t('takeOut')}
          </Button>
        </span>
      )}
    </>
  );
}
