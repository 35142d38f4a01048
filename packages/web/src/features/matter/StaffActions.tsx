import { getMatter } from '@plumbline/contract/matter';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Form, Input } from 'antd';
import { useState } from 'react';
import { DialogForm } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useSay } from '../../lib/language.ts';
import { ProblemError } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import { type Matter, useAct } from './matter.api.ts';
import { HAND_OVER, placedIn, placesLeft, RECUSE, seatsLeft } from './staffing.ts';
import { texts } from './texts.ts';

interface Props {
  matter: Matter;
  /** Title of the step. */
  title: string;
}

/**
 * Sends a step, with the version seen. A refusal is thrown on; what it means for these steps is kept beside, and
 * after a conflict the matter is read again, so that the next try rests on what stands there now.
 */
function useStaffing(matter: Matter) {
  const act = useAct();
  const client = useQueryClient();
  const [refused, setRefused] = useState<'forbidden' | 'conflict'>();
  const send = async (action: string, version: number, body: { reason?: string; data?: object }) => {
    setRefused(undefined);
    try {
      return await act.mutateAsync({
        params: { id: matter.id, action },
        body: { version, ...body } as never,
      });
    } catch (error) {
      const status = error instanceof ProblemError ? error.status : undefined;
      if (status === 403) setRefused('forbidden');
      if (status === 409) {
        setRefused('conflict');
        await client.invalidateQueries({ queryKey: [getMatter.id] });
      }
      throw error;
    }
  };
  return { send, refused };
}

function Refused({ why }: { why: 'forbidden' | 'conflict' | undefined }) {
  const t = useText(texts);
  return why ? <Alert type="warning" role="note" title={t(`staff_${why}`)} /> : null;
}

interface RecuseValues {
  data?: { account?: string; to?: { account?: string } };
  reason?: string;
}

/** Keeps somebody out of the matter: oneself, or, for whoever staffs it, somebody else with who takes over. */
export function Recuse({ matter, title }: Props) {
  const t = useText(texts);
  const me = useSession();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const mayOthers = matter.allowed.includes(HAND_OVER);
  const { send, refused } = useStaffing(matter);
  const [handed, setHanded] = useState<string>();
  const save = async ({ data: named, reason }: RecuseValues) => {
    const out = named?.account ?? me.accountId;
    const to = named?.to?.account;
    let { version } = matter;
    // Whoever takes over is found fit before anything else is recorded; a second try does not hand over again.
    if (to && handed !== out) {
      const data = { from: { account: out }, to: { account: to } };
      version = (await send(HAND_OVER, version, { ...said(reason), data })).version;
      setHanded(out);
    }
    await send(RECUSE, version, {
      ...said(reason),
      ...(out === me.accountId ? {} : { data: { account: out } }),
    });
    void message.success(t('recused'));
    // Whoever stays out does not see the matter any more.
    if (out === me.accountId) await navigate({ to: '/matters' as string });
  };
  return (
    <DialogForm<RecuseValues> label={title} confirm={title} fields={['data', 'reason']} onSave={save}>
      <RecuseFields matter={matter} mayOthers={mayOthers} />
      <Refused why={refused} />
    </DialogForm>
  );
}

function RecuseFields({ matter, mayOthers }: { matter: Matter; mayOthers: boolean }) {
  const t = useText(texts);
  const me = useSession();
  const [who, setWho] = useState<{ id: string; name: string }>();
  // As it stood when the dialog opened: handing over takes a name off the matter while the dialog is still open.
  const [first] = useState(() => placedIn(matter));
  const out = mayOthers ? who : { id: me.accountId, name: me.name };
  const places = out ? placesLeft(matter, out.id) : [];
  return (
    <>
      {mayOthers && (
        <Form.Item
          name={['data', 'account']}
          label={t('recuseWhom')}
          extra={t('recuseWhomAbout')}
          rules={[{ required: true, message: t('recuseWhomMissing') }]}
        >
          <ColleagueSelect first={first} onChange={(id, name) => setWho({ id, name })} />
        </Form.Item>
      )}
      <Reason matter={matter} step={RECUSE} />
      {mayOthers && places.length > 0 && (
        <Form.Item name={['data', 'to', 'account']} label={t('recuseTaker')} extra={t('recuseTakerAbout')}>
          <ColleagueSelect allowClear />
        </Form.Item>
      )}
      <div aria-live="polite">{out && <Follows matter={matter} who={out} mayOthers={mayOthers} />}</div>
    </>
  );
}

/** What follows when somebody stays out: who goes on in each place, and who approves. */
function Follows({
  matter,
  who,
  mayOthers,
}: {
  matter: Matter;
  who: { id: string; name: string };
  mayOthers: boolean;
}) {
  const t = useText(texts);
  const comma = useSay()({ zh: '、', en: ', ' });
  const { name } = who;
  const line = (kind: 'place' | 'seat', { title, others }: { title: string; others: string[] }) => {
    const names = others.join(comma);
    if (kind === 'seat') return t(others.length ? 'recuseSeatOthers' : 'recuseSeatUp', { title, names });
    if (others.length) return t('recusePlaceOthers', { title, names });
    return t(mayOthers ? 'recusePlaceEmpty' : 'recusePlaceLeft', { title });
  };
  return (
    <>
      <p>{t('recuseFollows', { name })}</p>
      <ul>
        <li>{t('recuseSight')}</li>
        {placesLeft(matter, who.id).map((place) => (
          <li key={`place ${place.title}`}>{line('place', place)}</li>
        ))}
        {seatsLeft(matter, name).map((seat) => (
          <li key={`seat ${seat.title}`}>{line('seat', seat)}</li>
        ))}
        <li>{t('recuseLater')}</li>
      </ul>
    </>
  );
}

const said = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** Nothing is asked where the procedure keeps no text. */
function Reason({ matter, step }: { matter: Matter; step: string }) {
  const t = useText(texts);
  if (!matter.actions.some(({ code, takesReason }) => code === step && takesReason)) return null;
  return (
    <Form.Item
      name="reason"
      label={t('reason')}
      rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
    </Form.Item>
  );
}

interface HandOverValues {
  data: { from: string; to: { account: string } };
  reason?: string;
}

/** Passes every place of somebody to somebody else; what was done stays as it was. */
export function HandOver({ matter, title }: Props) {
  const t = useText(texts);
  const { message } = App.useApp();
  const { send, refused } = useStaffing(matter);
  const givers = placedIn(matter);
  return (
    <DialogForm<HandOverValues>
      label={title}
      confirm={title}
      fields={['data', 'reason']}
      {...(givers.length === 1 ? { initial: { data: { from: givers[0]!.id } } as HandOverValues } : {})}
      onSave={async ({ data: { from, to }, reason }) => {
        await send(HAND_OVER, matter.version, { ...said(reason), data: { from: { account: from }, to } });
        void message.success(t('handedOver'));
      }}
    >
      {givers.length === 0 ? <Alert type="info" title={t('handOverNobody')} /> : null}
      <Form.Item
        name={['data', 'from']}
        label={t('handOverFrom')}
        rules={[{ required: true, message: t('handOverFromMissing') }]}
      >
        <Select
          options={givers.map(({ id, name, places }) => ({
            value: id,
            label: [name, ...places].join(' · '),
          }))}
        />
      </Form.Item>
      <Form.Item
        name={['data', 'to', 'account']}
        label={t('handOverTo')}
        extra={t('handOverAbout')}
        rules={[{ required: true, message: t('handOverToMissing') }]}
      >
        <ColleagueSelect takesOver={matter.id} />
      </Form.Item>
      <Reason matter={matter} step={HAND_OVER} />
      <Refused why={refused} />
    </DialogForm>
  );
}
