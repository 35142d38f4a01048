import { Link } from '@tanstack/react-router';
import { UnitLink } from '../../kit/links.tsx';
import { Section } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useCoverage } from './clue.api.ts';
import { percent } from './clue.format.ts';
import { texts } from './texts.ts';

const WORST = 8;

/** The share of section-level officials with a file, and where most are missing. */
export default function CoverageSummary() {
  const t = useText(texts);
  const coverage = useCoverage();
  return (
    <Section title={t('coverage')} actions={<Link to="/coverage">{t('coverageLink')}</Link>}>
      <Loaded read={coverage}>
        {({ total, units }) => (
          <>
            <p>
              <strong className="figures">{percent(total)}</strong> {t('officials')} {total.officials} ·{' '}
              {t('covered')} {total.covered}
            </p>
            <DataTable
              id="coverage-worst"
              bare
              caption={t('moreUnits')}
              rows={units.filter((unit) => unit.covered < unit.officials).slice(0, WORST)}
              rowKey={(row) => row.unitId}
              columns={[
                {
                  key: 'unit',
                  title: t('moreUnits'),
                  render: (row) => <UnitLink id={row.unitId}>{row.unitName}</UnitLink>,
                },
                { key: 'officials', title: t('officials'), align: 'end', render: (row) => row.officials },
                { key: 'covered', title: t('covered'), align: 'end', render: (row) => row.covered },
                { key: 'share', title: t('share'), align: 'end', render: percent },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
