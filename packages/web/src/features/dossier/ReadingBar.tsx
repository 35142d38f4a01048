import { Link } from '@tanstack/react-router';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { rowsOf } from '../../lib/data.ts';
import { comma } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { type Slip, useSlips } from './reading.api.ts';
import { texts } from './reading.texts.ts';
import { useStep } from './steps.api.ts';

/** The reader's own running slips on this dossier, with what may be done with them: open, return, cancel. */
export function ReadingBar({ subjectId }: { subjectId: string }) {
  const t = useText(texts);
  const may = useMay('reading.request');
  const slips = rowsOf(useSlips({ scope: 'mine', subjectId, open: 'true' }, may));
  if (slips.length === 0) return null;
  return (
    <section className="reading-bar sheet no-print" aria-label={t('bar')}>
      {slips.map((slip) => (
        <SlipLine key={slip.matterId} slip={slip} />
      ))}
    </section>
  );
}

function SlipLine({ slip }: { slip: Slip }) {
  const t = useText(texts);
  const take = useStep(slip.matterId, slip.version);
  return (
    <p>
      <Link to={`/reading-slips/${slip.matterId}`}>{slip.number ?? t('slip')}</Link>{' '}
      <StatusTag title={slip.stateTitle} tone={slip.inForce ? 'live' : 'care'} />{' '}
      <span>{slip.items.map((item) => item.title).join(comma()) || t('allItems')}</span>{' '}
      <small>{t('barUntil', { day: slip.until })}</small>
      <StepActions actions={slip.actions} onTake={take} size="small" />
    </p>
  );
}
