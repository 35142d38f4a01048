import { getJob } from '@plumbline/contract/desk';
import type { Reply } from '@plumbline/contract/route';
import { Progress } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useRead } from '../lib/data.ts';
import { ProblemError } from '../lib/problem.ts';
import { useText } from '../lib/texts.ts';
import { ProblemAlert } from './ProblemAlert.tsx';
import { ErrorState, Loading } from './states.tsx';
import { texts } from './texts.ts';

export type Job = Reply<typeof getJob>;

const POLL_MS = 1500;
const isOver = (job: Job) => job.state === 'done' || job.state === 'failed';

interface Props {
  /** The job's id, as the reply 202 gave it. */
  id: string;
  title: string;
  /** Once, when it has ended, well or not. */
  onEnd?: (job: Job) => void;
  /** What to show then. */
  children?: (job: Job) => ReactNode;
}

/** Follows long work until it ends; it goes on when the page is left. */
export function ProgressPanel({ id, title, onEnd, children }: Props) {
  const t = useText(texts);
  const read = useRead(getJob, { params: { id } }, { poll: { every: POLL_MS, until: isOver }, staleTime: 0 });
  const job = read.data;
  const told = useRef(false);
  useEffect(() => {
    if (!job || !isOver(job) || told.current) return;
    told.current = true;
    onEnd?.(job);
  }, [job, onEnd]);
  if (!job) return read.error ? <ErrorState error={read.error} onRetry={read.refetch} /> : <Loading />;
  const words = {
    waiting: t('jobWaiting'),
    running: t('jobRunning'),
    done: t('jobDone'),
    failed: t('jobFailed'),
  }[job.state];
  const percent = job.state === 'done' ? 100 : job.total ? Math.floor((100 * job.done) / job.total) : 0;
  return (
    <section className="sheet progress-panel" aria-busy={!isOver(job)}>
      <h2>{title}</h2>
      <Progress
        percent={percent}
        status={job.state === 'failed' ? 'exception' : 'normal'}
        aria-label={title}
      />
      <p role="status">
        {words}
        {job.total !== null && !isOver(job) && ` ${t('jobProgress', { done: job.done, total: job.total })}`}
      </p>
      {job.state === 'failed' && <ProblemAlert problem={job.problem && new ProblemError(job.problem)} />}
      {job.state === 'done' && children?.(job)}
    </section>
  );
}
