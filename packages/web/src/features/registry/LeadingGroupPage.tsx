import type { getLeadingGroup, MemberBody, NewZone, RegistryLists } from '@plumbline/contract/registry';
import type { Reply } from '@plumbline/contract/route';
import { Suspense } from 'react';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintButton } from '../../kit/PrintButton.tsx';
import { EmptyState, Loaded, Loading } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { comma } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { CoverageSection, VolumesSection } from '../clue/index.ts';
import { Meetings } from './Meetings.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { titleOf } from './parts/inputs.tsx';
import './registry.css';
import { useLeadingGroup, useLists, useZoneWrites } from './registry.api.ts';
import { texts } from './relation.texts.ts';
import { ZONE_FIELDS, ZoneFields } from './ZoneListPage.tsx';
import { AddMember, MemberActions } from './ZoneMembers.tsx';

type LeadingGroup = Reply<typeof getLeadingGroup>;

/** The leading group of the special supervision: its bodies, the people who serve in them, its meetings. */
export default function LeadingGroupPage() {
  const lists = useLists();
  const group = useLeadingGroup();
  return (
    <Loaded read={lists}>
      {(data) => <Loaded read={group}>{(row) => <LeadingGroupView group={row} lists={data} />}</Loaded>}
    </Loaded>
  );
}

function LeadingGroupView({ group, lists }: { group: LeadingGroup; lists: RegistryLists }) {
  const t = useText(texts);
  const mayCoverage = useMay('coverage.read');
  const { createZone } = useZoneWrites();
  if (!group.group)
    return (
      <Page title={t('group')} description={t('groupAbout')}>
        <EmptyState
          title={t('noGroup')}
          actions={
            group.allowed.includes('create-leading-group') && (
              <EditAction<Omit<NewZone, 'kind'>>
                label={t('setUp')}
                fields={ZONE_FIELDS.filter((name) => name !== 'kind')}
                initial={{ code: 'leading-group', activeFrom: todayHere() }}
                button={{ type: 'primary' }}
                onSave={(values) =>
                  createZone({
                    body: { ...values, kind: 'leading-group', nameEn: values.nameEn?.trim() || null },
                  })
                }
              >
                <ZoneFields withCode />
              </EditAction>
            )
          }
        >
          {t('noGroupAbout')}
        </EmptyState>
      </Page>
    );
  const { id, kind, name } = group.group;
  const may = group.allowed.includes('add-member');
  return (
    <Page title={name} description={t('groupAbout')} actions={<PrintButton />}>
      <Section title={t('bodies')} actions={may && <AddMember zoneId={id} kind={kind} lists={lists} />}>
        {group.missingKinds.length > 0 && (
          <p className="page-about">
            {t('missing', {
              kinds: group.missingKinds.map((code) => titleOf(lists.organKinds, code)).join(comma()),
            })}
          </p>
        )}
        <Bodies bodies={group.bodies} lists={lists} may={may} />
      </Section>
      <Suspense fallback={<Loading />}>
        <VolumesSection />
        {mayCoverage && <CoverageSection />}
      </Suspense>
      <Meetings zoneId={id} may={group.allowed.includes('record-meeting')} />
    </Page>
  );
}

function Bodies({
  bodies,
  lists,
  may,
}: {
  bodies: readonly MemberBody[];
  lists: RegistryLists;
  may: boolean;
}) {
  const t = useText(texts);
  const columns: Column<MemberBody>[] = [
    { key: 'name', title: t('holder'), render: (row) => row.name ?? '—', nowrap: true },
    { key: 'role', title: t('role'), render: (row) => titleOf(lists.zoneRoles, row.role), nowrap: true },
    {
      key: 'people',
      title: t('people'),
      render: (row) =>
        row.people.length === 0 ? (
          <span className="absent">{t('noPeople')}</span>
        ) : (
          <ul className="name-flow">
            {row.people.map((person) => (
              <li key={person.accountId}>
                {person.name} <small>{person.roles.join(comma())}</small>
              </li>
            ))}
          </ul>
        ),
    },
  ];
  if (may)
    columns.push({
      key: 'actions',
      title: t('actions'),
      align: 'end',
      fixed: true,
      render: (row) => <MemberActions member={row} />,
    });
  return (
    <DataTable
      id="leading-group"
      bare
      caption={t('bodies')}
      columns={columns}
      rows={bodies}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('noMembers')} />}
    />
  );
}
