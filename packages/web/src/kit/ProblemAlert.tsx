import type { Fault } from '@plumbline/contract/problem';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ProblemError } from '../lib/problem.ts';
import { useText } from '../lib/texts.ts';
import { FaultList } from './FaultList.tsx';
import { texts } from './texts.ts';

interface Props {
  /** Anything thrown; what isn't a refusal of the server is not shown here. */
  problem: unknown;
  /** The fields show their own faults: only the others are listed. */
  marked?: (fault: Fault) => boolean;
  action?: ReactNode;
  /** After the page was read anew: a dialog that asks for a mere yes closes, so that nobody says it unseen. */
  onRefreshed?: () => void;
}

/** A refusal: title, what else is known, every fault, and the reference to quote. */
export function ProblemAlert({ problem, marked, action, onRefreshed }: Props) {
  const t = useText(texts);
  if (!(problem instanceof ProblemError)) return null;
  const faults = problem.faults.filter((fault) => !marked?.(fault));
  // A wrong password is nothing for the operator.
  const trace = problem.status === 401 ? undefined : problem.trace;
  const body = (
    <>
      {problem.detail && <p>{problem.detail}</p>}
      {faults.length > 0 && <FaultList faults={faults} />}
      {trace && (
        <p className="trace">
          {t('trace')} <code>{trace}</code>
        </p>
      )}
    </>
  );
  const hasBody = problem.detail !== undefined || faults.length > 0 || trace !== undefined;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="problem"
      title={problem.title}
      description={hasBody ? body : undefined}
      action={action ?? (problem.refresh && <Refresh again={problem.refresh} onRefreshed={onRefreshed} />)}
    />
  );
}

/** Somebody else was first: shows what stands now; what was typed stays. */
function Refresh({
  again,
  onRefreshed,
}: {
  again: () => Promise<unknown>;
  onRefreshed: Props['onRefreshed'];
}) {
  const t = useText(texts);
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const refresh = async () => {
    setState('busy');
    await again();
    setState('done');
    onRefreshed?.();
  };
  return state === 'done' ? (
    t('refreshed')
  ) : (
    <Button size="small" loading={state === 'busy'} onClick={() => void refresh()}>
      {t('refresh')}
    </Button>
  );
}
