import type { RegistryLists, Zone, ZoneChange } from '@plumbline/contract/registry';
import { Page, Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { Meetings } from './Meetings.tsx';
import { AsOf } from './parts/AsOf.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { EndAction } from './parts/EndAction.tsx';
import './registry.css';
import { useLists, useZone, useZoneWrites } from './registry.api.ts';
import { texts } from './relation.texts.ts';
import { texts as words } from './texts.ts';
import { ZONE_FIELDS, ZoneFields } from './ZoneListPage.tsx';
import { AddMember, MembersTable, PastMembers } from './ZoneMembers.tsx';

/** A zone or joint group: its members by role on any day, its meetings. */
export default function ZonePage() {
  const id = usePathParam('id');
  const [state] = useUrlState<'on'>();
  const lists = useLists();
  const zone = useZone(id, state.on);
  return (
    <Loaded read={lists}>
      {(data) => <Loaded read={zone}>{(row) => <ZoneView zone={row} lists={data} />}</Loaded>}
    </Loaded>
  );
}

function ZoneView({ zone, lists }: { zone: Zone; lists: RegistryLists }) {
  const t = useText(texts);
  const w = useText(words);
  const [state, change] = useUrlState<'on'>();
  const { editZone, closeZone } = useZoneWrites();
  const may = zone.allowed.includes('add-member');
  const params = { id: zone.id };
  const { version } = zone;
  return (
    <Page
      title={zone.name}
      tag={
        <>
          <StatusTag title={t(`kind.${zone.kind}`)} />
          {zone.activeTo && <StatusTag title={t('closed')} tone="quiet" />}
        </>
      }
      breadcrumbs={[{ title: t('zones'), to: '/zones' }, { title: zone.name }]}
      description={state.on ? w('asOfNote', { day: state.on }) : zone.code}
      actions={
        <>
          <AsOf on={state.on} onChange={(on) => change({ on })} />
          {zone.allowed.includes('edit') && (
            <EditAction<Omit<ZoneChange, 'version'>>
              label={t('editZone')}
              fields={ZONE_FIELDS.filter((name) => name !== 'kind' && name !== 'code')}
              initial={zone}
              onSave={(values) => editZone({ params, body: { ...values, version } })}
            >
              <ZoneFields />
            </EditAction>
          )}
          {zone.allowed.includes('close') && (
            <EndAction
              label={t('closeZone')}
              plain
              about={t('closeZoneAbout')}
              onEnd={(on) => closeZone({ params, body: { version, on } })}
            />
          )}
        </>
      }
    >
      <Section
        title={t('members')}
        actions={may && <AddMember zoneId={zone.id} kind={zone.kind} lists={lists} />}
      >
        <MembersTable title={t('members')} members={zone.current} lists={lists} may={may} />
      </Section>
      <PastMembers members={zone.past} lists={lists} />
      <Meetings zoneId={zone.id} may={zone.allowed.includes('record-meeting')} />
    </Page>
  );
}
