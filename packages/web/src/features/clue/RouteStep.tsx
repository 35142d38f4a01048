import { routeClue } from '@plumbline/contract/clue-route';
import { getRegistryLists } from '@plumbline/contract/registry';
import type { Body } from '@plumbline/contract/route';
import { Link } from '@tanstack/react-router';
import { Alert, Form, type FormInstance } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** Chosen instead of a subject for somebody who is not in the registry. */
export const UNREGISTERED = 'unregistered';

type RouteSubject = NonNullable<Body<typeof routeClue>>['subjects'][number];

/** Whom the fields name; undefined while that can't be told. */
export function subjectOf(subject: string | undefined, level: string | undefined): RouteSubject | undefined {
  const [kind, id] = subject?.split(' ') ?? [];
  if (kind === UNREGISTERED) return level ? { kind, level } : undefined;
  return (kind === 'person' || kind === 'unit') && id ? { kind, id } : undefined;
}

interface Props {
  // biome-ignore lint/suspicious/noExplicitAny: any form that has a subject and a source
  form: FormInstance<any>;
  /** What has to come out before anything else is asked: registered here, or left as a stub. */
  wants?: 'register' | 'stub';
  /** What is asked once that is known. */
  children: ReactNode;
}

/** Who handles it comes first: nothing else can be typed before the answer says that it is registered here. */
export function RouteStep({ form, wants = 'register', children }: Props) {
  const t = useText(texts);
  const subject = Form.useWatch('subject', form) as string | undefined;
  const source = Form.useWatch('source', form) as string | undefined;
  const level = Form.useWatch('level', form) as string | undefined;
  const [kind] = subject?.split(' ') ?? [];
  const about = subjectOf(subject, level);
  const lists = useRead(getRegistryLists, {}, { staleTime: 600_000, enabled: kind === UNREGISTERED });
  const route = useRead(
    routeClue,
    { body: { subjects: about ? [about] : [], ...(source ? { source } : {}) } },
    { enabled: about !== undefined, keepPrevious: true },
  );
  // Another source may lead elsewhere: until that is known the last answer about the same subject stands.
  const asked = about && JSON.stringify(about);
  const [answered, setAnswered] = useState<string>();
  const fresh = route.data !== undefined && !route.isPlaceholderData;
  useEffect(() => {
    if (fresh) setAnswered(asked);
  }, [fresh, asked]);
  const line = about && (fresh || answered === asked) ? route.data?.subjects[0] : undefined;
  const stub = wants === 'stub';
  const here = stub ? line?.way === 'stub' : line?.registers === true && kind !== UNREGISTERED;
  return (
    <>
      {kind === UNREGISTERED && (
        <Field name="level" label={t('postLevel')} required>
          <Select
            options={(lists.data?.postLevels ?? []).map(({ code, title }) => ({ value: code, label: title }))}
          />
        </Field>
      )}
      <Form.Item
        name="routed"
        rules={[
          {
            validator: () =>
              here ? Promise.resolve() : Promise.reject(new Error(t(stub ? 'routeUpFirst' : 'routeFirst'))),
          },
        ]}
      >
        <div role="status" className="route">
          {line ? (
            <Alert
              type={line.registers === stub ? 'warning' : 'info'}
              showIcon
              title={line.title}
              description={
                <>
                  <p>{line.todo}</p>
                  {line.registers && !stub && kind === UNREGISTERED && <p>{t('enterFirst')}</p>}
                  <small>
                    {[
                      line.manager && t('managedBy', { name: line.manager.name }),
                      line.limit &&
                        t('routeLimit', { length: line.limit.length, day: line.limit.dueOn ?? '—' }),
                      t(`standing-${line.standing}`, { rule: line.rule }),
                    ]
                      .filter(Boolean)
                      .join(' ')}
                  </small>
                  {stub && line.way !== 'stub' && <p>{t('notUp')}</p>}
                  {!stub && line.way === 'stub' && (
                    <p>
                      <Link to={'/clue-stubs/new' as string}>{t('toStub')}</Link>
                    </p>
                  )}
                </>
              }
            />
          ) : (
            <p className="absent">{t('routeAbout')}</p>
          )}
        </div>
      </Form.Item>
      {here && children}
    </>
  );
}
