import { routeClue } from '@plumbline/contract/clue-route';
import { getRegistryLists } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Alert, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** Chosen instead of a subject for somebody who is not in the registry. */
export const UNREGISTERED = 'unregistered';

interface Props {
  // biome-ignore lint/suspicious/noExplicitAny: any form that has a subject and a source
  form: FormInstance<any>;
  /** What is asked once it is known that it may be registered here. */
  children: ReactNode;
}

/** Who handles it comes first: nothing else can be typed before the answer says that it is registered here. */
export function RouteStep({ form, children }: Props) {
  const t = useText(texts);
  const subject = Form.useWatch('subject', form) as string | undefined;
  const source = Form.useWatch('source', form) as string | undefined;
  const level = Form.useWatch('level', form) as string | undefined;
  const [kind, id] = subject?.split(' ') ?? [];
  const about =
    kind === UNREGISTERED ? (level ? { kind, level } : undefined) : kind && id ? { kind, id } : undefined;
  const lists = useRead(getRegistryLists, {}, { staleTime: 600_000, enabled: kind === UNREGISTERED });
  const route = useRead(
    routeClue,
    { body: { subjects: about ? [about] : [], ...(source ? { source } : {}) } as never },
    { enabled: about !== undefined },
  );
  const line = about ? route.data?.subjects[0] : undefined;
  const here = line?.registers === true && kind !== UNREGISTERED;
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
        rules={[{ validator: () => (here ? Promise.resolve() : Promise.reject(new Error(t('routeFirst')))) }]}
      >
        <div role="status" className="route">
          {line ? (
            <Alert
              type={line.registers ? 'info' : 'warning'}
              showIcon
              title={line.title}
              description={
                <>
                  <p>{line.todo}</p>
                  {line.registers && kind === UNREGISTERED && <p>{t('enterFirst')}</p>}
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
                  {line.way === 'stub' && (
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
