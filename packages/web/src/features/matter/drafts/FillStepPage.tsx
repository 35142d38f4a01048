import { useNavigate } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { LeaveGuard } from '../../../kit/LeaveGuard.tsx';
import { Page, Section } from '../../../kit/Page.tsx';
import { PackForm } from '../../../kit/pack-form/PackForm.tsx';
import { PackFormView } from '../../../kit/pack-form/PackFormView.tsx';
import { ErrorState, Loaded, Loading } from '../../../kit/states.tsx';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/texts.ts';
import { usePathParam } from '../../../lib/url.ts';
import { type Matter, useAct, useMatter } from '../matter.api.ts';
import { SaidBefore } from '../parts/MatterParts.tsx';
import { texts } from './draft.texts.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { SaveState } from './SaveState.tsx';
import { useDraftKeeper, useDraftState } from './use-draft-keeper.ts';

/** A step whose form is written while something goes on, as a talk: every word is kept, also while the network is down. */
export default function FillStepPage() {
  const matter = useMatter(usePathParam('id'));
  return <Loaded read={matter}>{(data) => <Opened matter={data} />}</Loaded>;
}

type Step = Matter['actions'][number];

function Opened({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const code = usePathParam('action');
  // The step stays on the page once it was opened: a colleague may take it meanwhile, and nothing typed may go with it.
  const [step] = useState(() => matter.actions.find((one) => one.code === code && one.drafted));
  return (
    <Page
      title={step?.title ?? t('notNow')}
      breadcrumbs={[
        { title: t('matters'), to: '/matters' },
        { title: matter.number ?? t('matter'), to: `/matters/${matter.id}` },
        { title: step?.title ?? t('notNow') },
      ]}
      narrow
    >
      {step?.form ? (
        <Draft matter={matter} step={step} form={step.form} />
      ) : (
        <Alert type="info" title={t('notNowAbout')} />
      )}
    </Page>
  );
}

function Draft({ matter, step, form }: { matter: Matter; step: Step; form: object }) {
  const { accountId } = useSession();
  const { keeper, problem, retry } = useDraftKeeper(accountId, matter.id, step.code);
  if (problem) return <ErrorState error={problem} onRetry={retry} />;
  if (!keeper) return <Loading />;
  return <Fill keeper={keeper} matter={matter} step={step} form={form} />;
}

interface FillProps {
  keeper: DraftKeeper;
  matter: Matter;
  step: Step;
  form: object;
}

function Fill({ keeper, matter, step, form }: FillProps) {
  const t = useText(texts);
  const navigate = useNavigate();
  const state = useDraftState(keeper);
  const act = useAct();
  const { status, data, theirs, drawn, kept } = state;
  const isEmpty = Object.keys(data).length === 0;
  const submit = async (written: Record<string, unknown>) => {
    await act.mutateAsync({ params: { id: matter.id, action: step.code }, body: { data: written } });
    await keeper.done();
    await navigate({ to: `/matters/${matter.id}` as string });
  };
  return (
    <>
      <SaveState state={state} onRetry={() => void keeper.send()} />
      {theirs && (
        <Section title={t('conflict', { name: theirs.savedBy ?? t('somebody') })}>
          <p>{t('conflictAbout')}</p>
          <PackFormView form={form as never} data={theirs.data ?? {}} names={matter.names} />
          <div className="page-actions">
            <Button type="primary" onClick={() => keeper.choose('both')}>
              {t('takeBoth')}
            </Button>
            <Button onClick={() => keeper.choose('mine')}>{t('takeMine')}</Button>
            <Button onClick={() => keeper.choose('theirs')}>{t('takeTheirs')}</Button>
          </div>
        </Section>
      )}
      <Section title={step.title}>
        <SaidBefore matter={matter} fields={step.beside} />
        <PackForm
          key={drawn}
          form={form}
          initial={isEmpty ? (step.given ?? undefined) : data}
          onChange={(written) => keeper.write(written)}
          onSubmit={(written) => void submit(written).catch(() => undefined)}
          busy={act.isPending}
          held={status === 'conflict' || status === 'offline'}
          problem={act.error ?? undefined}
          pointer="/data"
          kept
          step={{ id: matter.id, action: step.code }}
          submitLabel={step.title}
        />
      </Section>
      <LeaveGuard when={status !== 'saved' && status !== 'over' && !kept} />
    </>
  );
}
