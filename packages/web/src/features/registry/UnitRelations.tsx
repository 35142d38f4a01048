import type { NewContact, NewSupervision, RegistryLists, Unit } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Checkbox, Form } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { EditAction } from './parts/EditAction.tsx';
import { EndAction } from './parts/EndAction.tsx';
import { CodeSelect, titleOf } from './parts/inputs.tsx';
import { Period } from './parts/Period.tsx';
import { OfficerPicker, OrganPicker } from './parts/pickers.tsx';
import { useRegistryWrites } from './registry.api.ts';
import { texts as relations } from './relation.texts.ts';
import { texts } from './texts.ts';

/** Which organs supervise the unit, and which officers are responsible for it. */
export function UnitRelations({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  return (
    <>
      <Supervisions unit={unit} lists={lists} />
      <Contacts
        contacts={unit.contacts}
        subject={{ unitId: unit.id }}
        may={unit.allowed.includes('add-relation')}
      />
      <UnitZones unit={unit} lists={lists} />
    </>
  );
}

function Supervisions({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  const t = useText(relations);
  const { createSupervision, endSupervision } = useRegistryWrites();
  const may = unit.allowed.includes('add-relation');
  return (
    <Section
      title={t('supervision')}
      actions={
        may && (
          <EditAction<NewSupervision>
            label={t('addSupervision')}
            fields={['organId', 'kind', 'from', 'to']}
            initial={{ from: todayHere(), endPrevious: true }}
            onSave={(values) => createSupervision({ body: { ...values, unitId: unit.id } })}
          >
            <Field name="organId" label={t('ofOrgan')} required>
              <OrganPicker supervising />
            </Field>
            <Field name="kind" label={t('kind')} required extra={t('supervisionNote')}>
              <CodeSelect list={lists.supervisionKinds} />
            </Field>
            <FromTo />
          </EditAction>
        )
      }
    >
      {unit.supervisions.length === 0 ? (
        <EmptyState title={t('noSupervision')} />
      ) : (
        <ul className="plain-list">
          {unit.supervisions.map((row) => (
            <li key={row.id}>
              <span className="grow">
                {row.organName} <small>{titleOf(lists.supervisionKinds, row.kind)}</small>
              </span>
              <small>
                <Period from={row.from} to={row.to} />
              </small>
              {may && (
                <EndAction
                  label={t('end')}
                  onEnd={(on) =>
                    endSupervision({ params: { id: row.id }, body: { version: row.version, on } })
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface ContactsProps {
  contacts: Unit['contacts'];
  subject: { unitId: string } | { personId: string };
  may: boolean;
}

/** The officers responsible for a unit or a person. */
export function Contacts({ contacts, subject, may }: ContactsProps) {
  const t = useText(relations);
  const { createContact, endContact } = useRegistryWrites();
  return (
    <Section
      title={t('contacts')}
      actions={
        may && (
          <EditAction<NewContact>
            label={t('addContact')}
            fields={['organId', 'accountId', 'from', 'to']}
            initial={{ from: todayHere(), endPrevious: true }}
            onSave={(values) => createContact({ body: { ...values, ...subject } })}
          >
            <OfficerFields />
            <FromTo />
          </EditAction>
        )
      }
    >
      {contacts.length === 0 ? (
        <EmptyState title={t('noContacts')} />
      ) : (
        <ul className="plain-list">
          {contacts.map((row) => (
            <li key={row.id}>
              <span className="grow">
                {row.accountName} <small>{row.organName}</small>
                {'personId' in subject && row.unit && (
                  <small> {t('throughUnit', { unit: row.unit.name })}</small>
                )}
              </span>
              <small>
                <Period from={row.from} to={row.to} />
              </small>
              {may && !('personId' in subject && row.unit) && (
                <EndAction
                  label={t('end')}
                  onEnd={(on) => endContact({ params: { id: row.id }, body: { version: row.version, on } })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OfficerFields() {
  const t = useText(relations);
  const organId = Form.useWatch<string | null>('organId');
  return (
    <>
      <Field name="organId" label={t('ofOrgan')} required>
        <OrganPicker supervising />
      </Field>
      <Field name="accountId" label={t('officer')} required>
        <OfficerPicker organId={organId} />
      </Field>
    </>
  );
}

/** First and last day, and whether to make room. */
export function FromTo() {
  const t = useText(texts);
  return (
    <>
      <div className="pair">
        <Field name="from" label={t('from')} required>
          <DayInput />
        </Field>
        <Field name="to" label={t('to')} extra={t('toOpen')}>
          <DayInput />
        </Field>
      </div>
      <Form.Item name="endPrevious" valuePropName="checked">
        <Checkbox>{t('endPrevious')}</Checkbox>
      </Form.Item>
    </>
  );
}

function UnitZones({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  const t = useText(relations);
  if (unit.zones.length === 0) return null;
  return (
    <Section title={t('zones')}>
      <ul className="plain-list">
        {unit.zones.map((zone) => (
          <li key={zone.zoneId}>
            <Link to={`/zones/${zone.zoneId}`}>{zone.name}</Link>
            <small>{titleOf(lists.zoneRoles, zone.role)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
