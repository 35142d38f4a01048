import { Alert, Button } from 'antd';
import { Suspense, useState } from 'react';
import { Section } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { RequestSlip } from '../dossier/parts/index.ts';
import { type LaidAllegation, type Layout, useLayout } from './clue.api.ts';
import { DossierCard } from './DossierCard.tsx';
import { EvidenceTable } from './EvidenceTable.tsx';
import { LaidDifferences } from './LaidDifferences.tsx';
import { LaidEntries } from './LaidEntries.tsx';
import { texts } from './layout.texts.ts';
import './layout.css';

/** Beside each allegation what the dossier holds; it is fetched when somebody asks for it, for that is on record. */
export function LayoutSection({ id }: { id: string }) {
  const t = useText(texts);
  const [shown, setShown] = useState(false);
  return (
    <Section title={t('heading')}>
      <p>
        <small>{t('about')}</small>
      </p>
      {shown ? <Laid id={id} /> : <Button onClick={() => setShown(true)}>{t('show')}</Button>}
    </Section>
  );
}

function Laid({ id }: { id: string }) {
  const layout = useLayout(id);
  return <Loaded read={layout}>{(data) => <LaidOut layout={data} />}</Loaded>;
}

function LaidOut({ layout }: { layout: Layout }) {
  const t = useText(texts);
  const [asked, setAsked] = useState<{ code: string; title: string }>();
  const { card, allegations } = layout;
  const beyond = layout.beyond && <p className="absent">{layout.beyond}</p>;
  if (!card)
    return (
      <>
        <Alert type="info" showIcon title={t('outOfSight')} />
        {beyond}
      </>
    );
  return (
    <>
      {beyond}
      <DossierCard card={card} />
      {allegations.length === 0 && <p className="absent">{t('none')}</p>}
      {allegations.map((allegation) => (
        <LaidTable
          key={allegation.no}
          allegation={allegation}
          layout={layout}
          subjectId={card.subject.id}
          onAsk={card.asks ? setAsked : undefined}
        />
      ))}
      {allegations.map(
        (one) => one.standing && <EvidenceTable key={one.no} allegation={one} standing={one.standing} />,
      )}
      {allegations.length > 0 && <LaidDifferences layout={layout} subjectId={card.subject.id} />}
      {asked && (
        <Suspense>
          <RequestSlip
            subjectId={card.subject.id}
            items={[asked]}
            item={asked.code}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

interface TableProps {
  allegation: LaidAllegation;
  layout: Layout;
  subjectId: string;
  onAsk?: ((item: { code: string; title: string }) => void) | undefined;
}

/** One allegation: a row for each item that bears on it, under what it tells of. */
function LaidTable({ allegation, layout, subjectId, onAsk }: TableProps) {
  const t = useText(texts);
  const { no, what, kindTitle, kindOf } = allegation;
  const said = { allegation: 'kindOf', clue: 'kindOfClue', nobody: 'kindOfNobody' } as const;
  return (
    <table className="laid-table">
      <caption>
        {t('point', { no, what })} <small>{t(said[kindOf], { kind: kindTitle ?? '' })}</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col">{t('entries')}</th>
          <th scope="col">{t('look')}</th>
        </tr>
      </thead>
      {layout.aspects.map((aspect) => {
        const bearings = allegation.bearings.filter((bearing) => bearing.aspect === aspect.code);
        return (
          bearings.length > 0 && (
            <tbody key={aspect.code}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  {aspect.title}
                </th>
              </tr>
              {bearings.map((bearing) => (
                <tr key={bearing.item}>
                  <th scope="row">{bearing.itemTitle}</th>
                  <td>
                    <LaidEntries
                      bearing={bearing}
                      entries={layout.entries.filter((entry) => bearing.entries.includes(entry.id))}
                      subjectId={subjectId}
                      onAsk={onAsk}
                    />
                  </td>
                  <td>
                    {bearing.note} <small>{t(bearing.standing)}</small>
                  </td>
                </tr>
              ))}
            </tbody>
          )
        );
      })}
    </table>
  );
}
