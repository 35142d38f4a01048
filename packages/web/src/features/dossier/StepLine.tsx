import type { ReactNode } from 'react';
import { Moment } from '../../kit/Day.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useText } from '../../lib/texts.ts';
import type { SlipWhole } from './reading.api.ts';
import { texts } from './reading.texts.ts';

type Step = SlipWhole['steps'][number];

/** What was done on a slip, a task or a follow-up, oldest first. */
export function StepLine<S extends Step>({
  steps,
  body,
}: {
  steps: readonly S[];
  /** More about a step than its reason. */
  body?: (step: S) => ReactNode;
}) {
  const t = useText(texts);
  return (
    <TimeLine
      label={t('steps')}
      entries={steps.map((step, index) => ({
        key: `${step.at}${index}`,
        when: <Moment at={step.at} />,
        title: `${step.title} → ${step.stateTitle}`,
        about: t('by', { name: step.account ?? t('system') }),
        body: (
          <>
            {step.reason}
            {body?.(step)}
          </>
        ),
      }))}
    />
  );
}
