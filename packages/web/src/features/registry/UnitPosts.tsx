import type { Post, RegistryLists, Unit } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { type Say, useText } from '../../lib/texts.ts';
import {
  APPOINTMENT_FIELDS,
  AppointmentFields,
  type AppointmentValues,
  appointmentBody,
  NEW_APPOINTMENT,
} from './AppointmentForm.tsx';
import { POST_FIELDS, PostFields, type PostValues, postBody } from './PostForm.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { titleOf } from './parts/inputs.tsx';
import { Period } from './parts/Period.tsx';
import { useRegistryWrites } from './registry.api.ts';
import { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

/** Who holds a post: names that lead on, the kind where it isn't the plain one, since when. */
export function Holders({ post }: { post: Pick<Post, 'holders'> }) {
  const t = useText(texts);
  if (post.holders.length === 0) return <span className="absent">{t('vacant')}</span>;
  return (
    <ul className="plain-list">
      {post.holders.map((holder) => (
        <li key={holder.appointmentId}>
          {holder.name === null ? (
            <span className="absent">{t('hidden')}</span>
          ) : (
            <Link to={`/persons/${holder.personId}`}>{holder.name}</Link>
          )}
          {holder.kind !== 'appointed' && <StatusTag title={t(holder.kind as 'acting' | 'concurrent')} />}
          <small>
            <Period {...holder} />
          </small>
        </li>
      ))}
    </ul>
  );
}

export function PostTags({ post, lists }: { post: Pick<Post, 'tags'>; lists: RegistryLists }) {
  return (
    <span className="name-flow">
      {post.tags.map((tag) => (
        <StatusTag
          key={tag}
          title={titleOf(lists.postTags, tag)}
          tone={lists.postTags.find((entry) => entry.code === tag)?.heads ? 'care' : 'plain'}
        />
      ))}
    </span>
  );
}

const columnsOf = (t: Say<Key>, lists: RegistryLists): Column<Post>[] => [
  { key: 'title', title: t('postTitle'), render: (row) => row.title },
  {
    key: 'level',
    title: t('level'),
    render: (row) => titleOf(lists.postLevels, row.level) || '—',
    nowrap: true,
  },
  { key: 'holders', title: t('holders'), render: (row) => <Holders post={row} /> },
  { key: 'tags', title: t('tags'), render: (row) => <PostTags post={row} lists={lists} /> },
  { key: 'authority', title: t('authority'), render: (row) => row.authority?.organName ?? '—' },
];

export function UnitPosts({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  const t = useText(texts);
  const { createPost, createAppointment } = useRegistryWrites();
  const may = unit.allowed.includes('add-post');
  const columns = columnsOf(t, lists);
  if (may)
    columns.push({
      key: 'actions',
      title: t('actions'),
      align: 'end',
      fixed: true,
      render: (post) => (
        <EditAction<AppointmentValues>
          label={t('appoint')}
          title={`${t('appoint')} · ${post.title}`}
          fields={APPOINTMENT_FIELDS}
          initial={NEW_APPOINTMENT}
          button={{ type: 'link', size: 'small' }}
          onSave={(values) =>
            createAppointment({
              body: { ...appointmentBody(values), personId: values.personId ?? '', postId: post.id },
            })
          }
        >
          <AppointmentFields askPerson />
        </EditAction>
      ),
    });
  return (
    <Section
      title={t('posts')}
      actions={
        may && (
          <EditAction<PostValues>
            label={t('newPost')}
            fields={POST_FIELDS}
            onSave={(values) => createPost({ body: { ...postBody(values), unitId: unit.id } })}
          >
            <PostFields lists={lists} />
          </EditAction>
        )
      }
    >
      <DataTable
        id="unit-posts"
        bare
        caption={t('posts')}
        columns={columns}
        rows={unit.posts}
        rowKey={(row) => row.id}
        open={(row) => `/posts/${row.id}`}
        empty={<EmptyState />}
      />
    </Section>
  );
}
