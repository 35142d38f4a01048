import type { LimitOverride } from '@plumbline/contract/limits';
import { Input } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { StatusTag, type Tone } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useApprove, useEnd, useReject } from './terms.api.ts';
import { texts } from './texts.ts';
import { useLength } from './use-length.ts';

type State = 'proposed' | 'rejected' | LimitOverride['when'];
const stateOf = ({ state, when }: LimitOverride): State => (state === 'approved' ? when : state);
const TONES: Record<State, Tone> = {
  proposed: 'care',
  rejected: 'quiet',
  current: 'live',
  future: 'plain',
  past: 'quiet',
};

/** Lengths of single organs, below the limit that they stand in for. */
export function OverrideList({ overrides }: { overrides: readonly LimitOverride[] }) {
  return (
    <ul className="overrides">
      {overrides.map((override) => (
        <OverrideRow key={override.id} override={override} />
      ))}
    </ul>
  );
}

function OverrideRow({ override }: { override: LimitOverride }) {
  const t = useText(texts);
  const lengthOf = useLength();
  const { organ, from, to, basis, proposedBy, decidedBy, opinion } = override;
  const state = stateOf(override);
  const who = [
    t('overProposed', { name: proposedBy.name }),
    decidedBy && t('overDecided', { name: decidedBy.name }),
    opinion,
  ];
  return (
    <li>
      <b>{organ.name}</b> {lengthOf(override.length)}{' '}
      <StatusTag title={t(`over.${state}`)} tone={TONES[state]} />
      <span>
        <Day day={from} /> – {to ? <Day day={to} /> : t('unlimited')}
      </span>
      <span>{basis}</span>
      <small>{who.filter(Boolean).join(' · ')}</small>
      <Decisions override={override} />
    </li>
  );
}

function Decisions({ override }: { override: LimitOverride }) {
  const t = useText(texts);
  const approve = useApprove();
  const reject = useReject();
  const end = useEnd();
  const { id, version, allowed } = override;
  const params = { id };
  const button = { size: 'small', type: 'link' } as const;
  return (
    <span className="row-actions">
      {allowed.includes('approve') && (
        <ConfirmAction
          label={t('approve')}
          reason="optional"
          reasonLabel={t('opinion')}
          button={button}
          onConfirm={(opinion) =>
            approve.mutateAsync({ params, body: { version, ...(opinion ? { opinion } : {}) } })
          }
        >
          <p>{t('approveAbout')}</p>
        </ConfirmAction>
      )}
      {allowed.includes('reject') && (
        <ConfirmAction
          label={t('reject')}
          reason="required"
          reasonLabel={t('opinion')}
          button={button}
          onConfirm={(opinion) => reject.mutateAsync({ params, body: { version, opinion } })}
        />
      )}
      {allowed.includes('end') && (
        <DialogForm<{ on: string; opinion: string }>
          label={t('end')}
          confirm={t('end')}
          danger
          fields={['on', 'opinion']}
          initial={{ on: todayHere() }}
          button={button}
          onSave={(values) => end.mutateAsync({ params, body: { version, ...values } })}
        >
          <p>{t('endAbout')}</p>
          <Field name="on" label={t('lastDay')} required>
            <DayInput />
          </Field>
          <Field name="opinion" label={t('basis')} required>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
          </Field>
        </DialogForm>
      )}
    </span>
  );
}
