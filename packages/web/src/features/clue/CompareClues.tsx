import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import './clue.css';
import { type Comparison, useComparison } from './clue.api.ts';
import { piecesOf } from './clue.passages.ts';
import { texts } from './texts.ts';

interface Props {
  id: string;
  other: { id: string; number: string | null; title: string };
}

/** Two clue files side by side. */
export function CompareClues({ id, other }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={t('compareWith', { name: other.number ?? other.title })}
        onClick={() => setOpen(true)}
      >
        {t('compareTexts')}
      </Button>
      <Modal
        open={open}
        title={t('compareTexts')}
        width="min(1100px, 96vw)"
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <SideBySide id={id} otherId={other.id} />
      </Modal>
    </>
  );
}

function SideBySide({ id, otherId }: { id: string; otherId: string }) {
  const t = useText(texts);
  const comparison = useComparison(id, otherId);
  return (
    <Loaded read={comparison}>
      {(data) => (
        <>
          <p>
            {t('alikeBy', { percent: Math.round(data.similarity * 100) })}{' '}
            {data.passages.length > 0 ? t('passages', { count: data.passages.length }) : t('passagesNone')}
          </p>
          <div className="clue-compare">
            <Text data={data} side="left" />
            <Text data={data} side="right" />
          </div>
        </>
      )}
    </Loaded>
  );
}

/** A shared passage is framed and bears a number that the other text has too: colour alone tells nothing. */
function Text({ data, side }: { data: Comparison; side: 'left' | 'right' }) {
  const t = useText(texts);
  const { number, receivedOn, sourceTitle, sourceOrganName, text } = data[side];
  return (
    <section aria-label={number ?? t(side)}>
      <h3>{number ?? '—'}</h3>
      <p className="absent">
        {t('received')} <Day day={receivedOn} /> {[sourceTitle, sourceOrganName].filter(Boolean).join(' · ')}
      </p>
      <p className="clue-text">
        {piecesOf(text, data.passages, side).map((piece) =>
          piece.no === null ? (
            <span key={piece.start}>{piece.text}</span>
          ) : (
            <mark key={piece.start}>
              <span className="clue-passage-no" role="img" aria-label={t('passageNo', { no: piece.no })}>
                {piece.no}
              </span>
              {piece.text}
            </mark>
          ),
        )}
      </p>
    </section>
  );
}
