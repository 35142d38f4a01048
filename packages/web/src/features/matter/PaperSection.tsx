import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePapers } from './matter.api.ts';
import { texts } from './texts.ts';

/** Documents that were issued in a matter, as far as they are shown to the reader. */
export function PaperSection({ matterId }: { matterId: string }) {
  const t = useText(texts);
  const may = useMay('document.read');
  const papers = usePapers(matterId, may);
  if (!may) return null;
  return (
    <Section title={t('papers')}>
      <Loaded read={papers}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('papersNone')} />
          ) : (
            <ul className="worklist">
              {items.map((paper) => (
                <li key={paper.id}>
                  <Link to={`/documents/${paper.id}` as string}>{paper.title}</Link>{' '}
                  <small>{paper.number}</small> <Day day={paper.issuedOn} />{' '}
                  {paper.voided && <small>{t('void')}</small>}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
