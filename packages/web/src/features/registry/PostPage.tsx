import type { NewAuthority, PostDetail, RegistryLists } from '@plumbline/contract/registry';
import { Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { usePathParam } from '../../lib/url.ts';
import {
  APPOINTMENT_FIELDS,
  AppointmentFields,
  type AppointmentValues,
  appointmentBody,
  NEW_APPOINTMENT,
} from './AppointmentForm.tsx';
import { POST_FIELDS, PostFields, type PostValues, postBody } from './PostForm.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { EndAction } from './parts/EndAction.tsx';
import { titleOf } from './parts/inputs.tsx';
import { Period } from './parts/Period.tsx';
import { OrganPicker } from './parts/pickers.tsx';
import './registry.css';
import { useLists, usePost, useRegistryWrites } from './registry.api.ts';
import { texts } from './texts.ts';
import { Holders, PostTags } from './UnitPosts.tsx';
import { FromTo } from './UnitRelations.tsx';

/** A post: who holds it, who held it, and which authority managed it when. */
export default function PostPage() {
  const lists = useLists();
  const post = usePost(usePathParam('id'));
  return (
    <Loaded read={lists}>
      {(data) => <Loaded read={post}>{(row) => <PostView post={row} lists={data} />}</Loaded>}
    </Loaded>
  );
}

function PostView({ post, lists }: { post: PostDetail; lists: RegistryLists }) {
  const t = useText(texts);
  return (
    <Page
      title={`${post.unit.name} · ${post.title}`}
      tag={post.activeTo && <StatusTag title={t('closed')} tone="quiet" />}
      breadcrumbs={[
        { title: t('units'), to: '/units' },
        { title: post.unit.name, to: `/units/${post.unit.id}` },
        { title: post.title },
      ]}
      actions={<PostActions post={post} lists={lists} />}
    >
      <Section title={t('registryPage')}>
        <Facts
          columns={2}
          facts={[
            { label: t('level'), value: titleOf(lists.postLevels, post.level) },
            { label: t('tags'), value: post.tags.length > 0 && <PostTags post={post} lists={lists} /> },
            { label: t('authority'), value: post.authority?.organName },
            { label: t('holders'), value: <Holders post={post} />, wide: true },
          ]}
        />
      </Section>
      <Authorities post={post} />
      <Section title={t('history')}>
        {post.history.length === 0 ? (
          <EmptyState title={t('noHistory')} />
        ) : (
          <Holders post={{ holders: post.history }} />
        )}
      </Section>
    </Page>
  );
}

function PostActions({ post, lists }: { post: PostDetail; lists: RegistryLists }) {
  const t = useText(texts);
  const { editPost, closePost, createAppointment } = useRegistryWrites();
  const params = { id: post.id };
  const { version, allowed } = post;
  return (
    <>
      {allowed.includes('appoint') && (
        <EditAction<AppointmentValues>
          label={t('appoint')}
          fields={APPOINTMENT_FIELDS}
          initial={NEW_APPOINTMENT}
          button={{ type: 'primary' }}
          onSave={(values) =>
            createAppointment({
              body: { ...appointmentBody(values), personId: values.personId ?? '', postId: post.id },
            })
          }
        >
          <AppointmentFields askPerson />
        </EditAction>
      )}
      {allowed.includes('edit') && (
        <EditAction<PostValues>
          label={t('editPost')}
          fields={POST_FIELDS}
          initial={post}
          onSave={(values) => editPost({ params, body: { ...postBody(values), version } })}
        >
          <PostFields lists={lists} />
        </EditAction>
      )}
      {allowed.includes('close') && (
        <EndAction
          label={t('closePost')}
          plain
          onEnd={(on) => closePost({ params, body: { version, on } })}
        />
      )}
    </>
  );
}

function Authorities({ post }: { post: PostDetail }) {
  const t = useText(texts);
  const { assignAuthority, correctAuthority } = useRegistryWrites();
  const may = post.allowed.includes('assign-authority');
  return (
    <Section
      title={t('authorities')}
      actions={
        may && (
          <EditAction<NewAuthority>
            label={t('assignAuthority')}
            fields={['organId', 'basis', 'from', 'to']}
            initial={{ from: todayHere(), endPrevious: true }}
            onSave={(values) =>
              assignAuthority({
                params: { id: post.id },
                body: { ...values, basis: values.basis?.trim() || null },
              })
            }
          >
            <Field name="organId" label={t('organ')} required>
              <OrganPicker />
            </Field>
            <Field name="basis" label={t('basis')}>
              <Input maxLength={300} autoComplete="off" />
            </Field>
            <FromTo />
          </EditAction>
        )
      }
    >
      {post.authorities.length === 0 ? (
        <EmptyState title={t('noAuthority')} />
      ) : (
        <ul className="plain-list">
          {post.authorities.map((row) => (
            <li key={row.id}>
              <span className="grow">
                {row.organName} {row.basis && <small>{row.basis}</small>}
              </span>
              <small>
                <Period from={row.from} to={row.to} />
              </small>
              {may && (
                <EditAction<{ from: string; to: string | null }>
                  label={t('correctDays')}
                  fields={['from', 'to']}
                  initial={row}
                  button={{ type: 'link', size: 'small' }}
                  onSave={({ from, to }) =>
                    correctAuthority({
                      params: { id: row.id },
                      body: { version: row.version, from, to: to ?? null },
                    })
                  }
                >
                  <div className="pair">
                    <Field name="from" label={t('from')} required>
                      <DayInput />
                    </Field>
                    <Field name="to" label={t('to')} extra={t('toOpen')}>
                      <DayInput />
                    </Field>
                  </div>
                  <p>{t('correctNote')}</p>
                </EditAction>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
