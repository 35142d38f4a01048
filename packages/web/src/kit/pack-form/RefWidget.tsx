import { listColleagues } from '@plumbline/contract/delegation';
import { listDossiers } from '@plumbline/contract/dossier';
import { listArticles } from '@plumbline/contract/library';
import { listMatters, listStepChoices } from '@plumbline/contract/matter';
import { listOrgans } from '@plumbline/contract/organs';
import type { WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { Select } from '../Select.tsx';
import { texts } from '../texts.ts';
import { described, type FormContext, ID_PREFIX, ID_SEPARATOR, type Step } from './widget-context.ts';

interface Option {
  value: string;
  label: string;
}

const FEW = 20;

/** Articles of the library: those found by what is typed, and those chosen already, whatever was typed since. */
function useArticles(q: string, chosen: readonly string[], enabled: boolean) {
  const found = useRead(
    listArticles,
    { query: { ...(q ? { q } : {}), limit: String(FEW) } },
    { enabled, keepPrevious: true },
  );
  const named = useRead(
    listArticles,
    { query: { ids: chosen.join(','), limit: '200' } },
    { enabled: enabled && chosen.length > 0, keepPrevious: true, staleTime: 300_000 },
  );
  const all = new Map(
    [...(named.data?.items ?? []), ...(found.data?.items ?? [])].map((one) => [one.id, one] as const),
  );
  return {
    loading: found.isFetching,
    options: [...all.values()].map((one) => ({
      value: one.id,
      label: [one.title, one.label, one.text.slice(0, 40)].join(' · '),
    })),
  };
}

/** Whom the step would not refuse in the field. */
function useChoices(step: Step | undefined, field: string, q: string, enabled: boolean) {
  const found = useRead(
    listStepChoices,
    { params: { id: step?.id ?? '', action: step?.action ?? '' }, query: { field, ...(q ? { q } : {}) } },
    { enabled: enabled && step !== undefined, keepPrevious: true },
  );
  return {
    loading: found.isFetching,
    options: (found.data?.items ?? []).map(({ id, name, about }) => ({
      value: id,
      label: [name, about].filter(Boolean).join(' · '),
    })),
  };
}

/** What may be chosen for a field that names somebody or something; what is typed narrows it. */
function useOptions(
  kind: string,
  q: string,
  chosen: readonly string[],
  enabled: boolean,
): { options: Option[]; loading: boolean } {
  const on = (wanted: string) => ({ enabled: enabled && kind === wanted, keepPrevious: true });
  const people = useRead(listColleagues, { query: q ? { q } : {} }, on('account'));
  const organs = useRead(listOrgans, { query: { limit: 200 } as never }, on('organ'));
  const subject = kind === 'person' || kind === 'unit' ? kind : undefined;
  const dossiers = useRead(
    listDossiers,
    { query: { ...(q ? { q } : {}), ...(subject ? { kind: subject } : {}), limit: FEW } },
    on(subject ?? 'none'),
  );
  const matters = useRead(
    listMatters,
    { query: { ...(q ? { q } : {}), open: 'true', limit: FEW } as never },
    on('matter'),
  );
  const articles = useArticles(q, chosen, enabled && kind === 'article');
  const loading = [people, organs, dossiers, matters].some((read) => read.isFetching);
  switch (kind) {
    case 'account':
      return {
        loading,
        options: (people.data?.items ?? []).map((one) => ({
          value: one.id,
          label: [one.name, one.role, one.organ].join(' · '),
        })),
      };
    case 'organ':
      return {
        loading,
        options: (organs.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
      };
    case 'article':
      return articles;
    case 'matter':
      return {
        loading,
        options: (matters.data?.items ?? []).map((one) => ({
          value: one.id,
          label: [one.number, one.title].filter(Boolean).join(' · '),
        })),
      };
    default:
      return {
        loading,
        options: (dossiers.data?.items ?? []).map((one) => ({
          value: one.subjectId,
          label: [one.name, one.unit?.name, one.post].filter(Boolean).join(' · '),
        })),
      };
  }
}

/** Chooses an account, organ, person, unit, matter or article by name; one, or several of a list. */
export function RefWidget(props: WidgetProps) {
  const { id, name, value, disabled, readonly, onChange, options, multiple } = props;
  const t = useText(texts);
  const [q, setQ] = useState('');
  const [opened, setOpened] = useState(false);
  const kind = String(options.ref);
  const { step } = (props.registry.formContext ?? {}) as Partial<FormContext>;
  const offered = (kind === 'account' || kind === 'organ') && id === `${ID_PREFIX}${ID_SEPARATOR}${name}`;
  const wanted = opened || value !== undefined;
  const choices = useChoices(offered ? step : undefined, name, kind === 'organ' ? '' : q, wanted);
  const all = useOptions(kind, q, value ? [value].flat() : [], wanted && !(offered && step));
  const found = offered && step ? choices : all;
  // Organs are all there: they are narrowed here.
  const search = kind === 'organ' ? { optionFilterProp: 'label' } : { filterOption: false, onSearch: setQ };
  return (
    <Select
      id={id}
      value={value}
      mode={multiple || options.many === true ? 'multiple' : undefined}
      disabled={disabled || readonly}
      allowClear
      showSearch={search}
      // Nobody is chosen before something was typed: leaving the field would take the first of the whole list.
      defaultActiveFirstOption={kind === 'organ' || q !== ''}
      loading={found.loading}
      placeholder={t('chooseByName')}
      options={found.options}
      onOpenChange={(open) => open && setOpened(true)}
      onChange={(next) => onChange(next)}
      {...described(props)}
    />
  );
}
