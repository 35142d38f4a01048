import type { PackContent } from '@plumbline/contract/pack';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { useText } from '../../lib/texts.ts';
import { STANDING_TONES } from './PackLimits.tsx';
import { ProcedureDiagram } from './ProcedureDiagram.tsx';
import { usePackProcedure } from './pack.api.ts';
import { texts } from './pack.texts.ts';

interface Props {
  code: string;
  version: string;
  procedures: PackContent['procedures'];
  chosen: string | undefined;
  onChoose: (procedure: string | undefined) => void;
}

/** The procedures of a pack, and of one of them the picture and the limits. */
export function PackProcedureSection({ code, version, procedures, chosen, onChoose }: Props) {
  const t = useText(texts);
  return (
    <Section title={t('procedures')}>
      <DataTable
        id="pack-procedures"
        caption={t('procedures')}
        rows={procedures}
        rowKey={(row) => row.code}
        rowTone={(row) => (row.code === chosen ? 'chosen' : undefined)}
        filters={
          <FilterSelect
            label={t('choose')}
            value={chosen}
            onChange={onChoose}
            options={procedures.map((one) => ({ value: one.code, label: one.title }))}
          />
        }
        columns={[
          {
            key: 'title',
            title: t('procedure'),
            render: (row) => (
              <>
                {row.title} <small className="figures">{row.code}</small>
              </>
            ),
          },
          { key: 'states', title: t('states'), render: (row) => row.states, align: 'end' },
          { key: 'actions', title: t('actions'), render: (row) => row.actions, align: 'end' },
          { key: 'terms', title: t('terms'), render: (row) => row.terms, align: 'end' },
          { key: 'service', title: t('service'), render: (row) => row.service ?? '—', nowrap: true },
        ]}
      />
      {chosen && procedures.some((one) => one.code === chosen) && (
        <Picture code={code} version={version} procedure={chosen} />
      )}
    </Section>
  );
}

function Picture(which: { code: string; version: string; procedure: string }) {
  const t = useText(texts);
  const procedure = usePackProcedure(which);
  return (
    <Loaded read={procedure}>
      {(picture) => (
        <>
          <h3>{t('diagramOf', { title: picture.title })}</h3>
          {picture.note && <p className="absent">{picture.note}</p>}
          <ProcedureDiagram procedure={picture} />
          <h3>{t('statutory')}</h3>
          {picture.terms.length === 0 ? (
            <p className="absent">{t('noTerms')}</p>
          ) : (
            <DataTable
              bare
              id="pack-terms"
              caption={t('statutory')}
              rows={picture.terms}
              rowKey={(row) => row.code}
              columns={[
                { key: 'term', title: t('term'), render: (row) => row.title },
                { key: 'limit', title: t('limit'), render: (row) => row.limit },
                {
                  key: 'length',
                  title: t('length'),
                  render: (row) => (row.length ? t(row.length.unit, { count: row.length.value }) : '—'),
                  nowrap: true,
                },
                {
                  key: 'standing',
                  title: t('standing'),
                  render: (row) =>
                    row.standing && <StatusTag title={t(row.standing)} tone={STANDING_TONES[row.standing]} />,
                  nowrap: true,
                },
                { key: 'source', title: t('source'), render: (row) => row.source },
              ]}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
