import { Alert, Button } from 'antd';
import { Moment } from '../../../kit/Day.tsx';
import { ProblemAlert } from '../../../kit/ProblemAlert.tsx';
import { canKeep } from '../../../lib/kept.ts';
import { useText } from '../../../lib/texts.ts';
import { texts } from './draft.texts.ts';
import type { DraftState } from './draft-keeper.ts';

/** Whether what is typed is on the server yet, in words that stay in sight while the page is scrolled. */
export function SaveState({ state, onRetry }: { state: DraftState; onRetry: () => void }) {
  const t = useText(texts);
  const { status, savedAt, kept, problem } = state;
  return (
    <div className="save-state" role="status">
      {status === 'saved' &&
        (savedAt ? (
          <Alert
            type="success"
            title={
              <>
                {t('saved')} <Moment at={savedAt} />
              </>
            }
          />
        ) : (
          <Alert type="info" title={t(canKeep() ? 'nothingYet' : 'cannotKeep')} />
        ))}
      {status === 'writing' && <Alert type="info" title={t('writing')} />}
      {status === 'offline' && (
        <Alert
          type="warning"
          title={t('unsent')}
          description={t(kept ? 'unsentKept' : 'unsentHere')}
          action={
            <Button size="small" onClick={onRetry}>
              {t('sendNow')}
            </Button>
          }
        />
      )}
      {status === 'conflict' && <Alert type="warning" title={t('unsentConflict')} />}
      {status === 'over' && problem !== undefined && (
        <>
          <Alert type="error" title={t('over')} description={t('overAbout')} />
          <ProblemAlert problem={problem} />
        </>
      )}
    </div>
  );
}
