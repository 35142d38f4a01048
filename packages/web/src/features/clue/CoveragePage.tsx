import { useState } from 'react';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useCoverage, useUncovered } from './clue.api.ts';
import { percent } from './clue.format.ts';
import { texts } from './texts.ts';

/** Share of section-level officials with a file, by organ and unit. */
export default function CoveragePage() {
  const t = useText(texts);
  const coverage = useCoverage();
  return (
    <Page title={t('coverage')} description={t('coverageAbout')}>
      <Loaded read={coverage}>
        {(data) => (
          <>
            <Section title={`${t('total')} ${percent(data.total)}`}>
              <DataTable
                id="coverage-organs"
                caption={t('organ')}
                rows={data.organs}
                rowKey={(row) => row.organId ?? '-'}
                columns={[
                  { key: 'organ', title: t('organ'), render: (row) => row.organName ?? '—' },
                  { key: 'officials', title: t('officials'), align: 'end', render: (row) => row.officials },
                  { key: 'covered', title: t('covered'), align: 'end', render: (row) => row.covered },
                  { key: 'share', title: t('share'), align: 'end', render: percent },
                ]}
              />
            </Section>
            <Section title={t('unit')}>
              <DataTable
                id="coverage-units"
                caption={t('unit')}
                rows={data.units}
                rowKey={(row) => row.unitId}
                detail={(row) =>
                  row.covered < row.officials && <Uncovered unitId={row.unitId} unitName={row.unitName} />
                }
                columns={[
                  {
                    key: 'unit',
                    title: t('unit'),
                    render: (row) => <UnitLink id={row.unitId}>{row.unitName}</UnitLink>,
                  },
                  { key: 'organ', title: t('organ'), render: (row) => row.organName ?? '—' },
                  { key: 'officials', title: t('officials'), align: 'end', render: (row) => row.officials },
                  { key: 'covered', title: t('covered'), align: 'end', render: (row) => row.covered },
                  { key: 'share', title: t('share'), align: 'end', render: percent },
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Who of the unit has no file yet, asked for when the line is opened. */
function Uncovered({ unitId, unitName }: { unitId: string; unitName: string }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const people = useUncovered(unitId, open);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={`${t('uncovered')}: ${unitName}`}>{t('uncovered')}</summary>
      {open && (
        <Loaded read={people}>
          {({ items }) => (
            <ul className="worklist">
              {items.map((person) => (
                <li key={person.personId}>
                  <PersonLink id={person.personId}>{person.name}</PersonLink> {person.post}{' '}
                  <small>{person.level}</small>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </details>
  );
}
