import type { NewZoneMember, RegistryLists, ZoneKind, ZoneMember } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Form } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { Select } from '../../kit/Select.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { EditAction } from './parts/EditAction.tsx';
import { EndAction } from './parts/EndAction.tsx';
import { optionsOf, titleOf } from './parts/inputs.tsx';
import { Period } from './parts/Period.tsx';
import { OfficerPicker, OrganPicker, UnitPicker } from './parts/pickers.tsx';
import { useZoneWrites } from './registry.api.ts';
import { texts } from './relation.texts.ts';
import { texts as words } from './texts.ts';
import { FromTo } from './UnitRelations.tsx';

interface Props {
  title: string;
  members: readonly ZoneMember[];
  lists: RegistryLists;
  may: boolean;
}

/** Members with their roles and periods; the actions on each where permitted. */
export function MembersTable({ title, members, lists, may }: Props) {
  const t = useText(texts);
  const columns: Column<ZoneMember>[] = [
    { key: 'role', title: t('role'), render: (row) => titleOf(lists.zoneRoles, row.role), nowrap: true },
    { key: 'holder', title: t('holder'), render: (row) => <MemberName member={row} /> },
    {
      key: 'period',
      title: t('period'),
      render: (row) => <Period from={row.from} to={row.to} />,
      nowrap: true,
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
      id="zone-members"
      bare
      caption={title}
      columns={columns}
      rows={members}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('noMembers')} />}
    />
  );
}

export function MemberName({ member }: { member: ZoneMember }) {
  const t = useText(words);
  if (member.name === null) return <span className="absent">{t('hidden')}</span>;
  return member.holder === 'unit' ? (
    <Link to={`/units/${member.holderId}`}>{member.name}</Link>
  ) : (
    <span>{member.name}</span>
  );
}

export function MemberActions({ member }: { member: ZoneMember }) {
  const t = useText(texts);
  const w = useText(words);
  const { correctMember, endMember } = useZoneWrites();
  const params = { id: member.id };
  const { version } = member;
  return (
    <span className="row-actions">
      {(member.to === null || member.to > todayHere()) && (
        <EndAction label={t('endMember')} onEnd={(on) => endMember({ params, body: { version, on } })} />
      )}
      <EditAction<{ from: string; to: string | null }>
        label={t('correct')}
        fields={['from', 'to']}
        initial={member}
        button={{ type: 'link', size: 'small' }}
        onSave={({ from, to }) => correctMember({ params, body: { version, from, to: to ?? null } })}
      >
        <div className="pair">
          <Field name="from" label={w('from')} required>
            <DayInput />
          </Field>
          <Field name="to" label={w('to')} extra={w('toOpen')}>
            <DayInput />
          </Field>
        </div>
      </EditAction>
    </span>
  );
}

/** Adds a member: the role tells what kind of member it takes. */
export function AddMember({ zoneId, kind, lists }: { zoneId: string; kind: ZoneKind; lists: RegistryLists }) {
  const t = useText(texts);
  const { addMember } = useZoneWrites();
  return (
    <EditAction<NewZoneMember>
      label={t('addMember')}
      fields={['role', 'holderId', 'from', 'to']}
      initial={{ from: todayHere(), endPrevious: true }}
      onSave={(values) => addMember({ params: { id: zoneId }, body: values })}
    >
      <MemberFields lists={lists} kind={kind} />
      <FromTo />
    </EditAction>
  );
}

function MemberFields({ lists, kind }: { lists: RegistryLists; kind: ZoneKind }) {
  const t = useText(texts);
  const form = Form.useFormInstance();
  const code = Form.useWatch<string | undefined>('role');
  const roles = lists.zoneRoles.filter((role) => role.groups.includes(kind));
  const holder = roles.find((role) => role.code === code)?.holder;
  return (
    <>
      <Field name="role" label={t('role')} required>
        <Select options={optionsOf(roles)} onChange={() => form.setFieldValue('holderId', null)} />
      </Field>
      {holder && (
        <Field name="holderId" label={t('holder')} required>
          {holder === 'organ' ? <OrganPicker /> : holder === 'unit' ? <UnitPicker /> : <OfficerPicker />}
        </Field>
      )}
    </>
  );
}

export function PastMembers({ members, lists }: { members: readonly ZoneMember[]; lists: RegistryLists }) {
  const t = useText(texts);
  if (members.length === 0) return null;
  return (
    <Section title={t('past')}>
      <MembersTable title={t('past')} members={members} lists={lists} may={false} />
    </Section>
  );
}
