import type { Kin as KinRow, NewKin, Person, RegistryLists } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { EditAction } from './parts/EditAction.tsx';
import { CodeSelect, titleOf } from './parts/inputs.tsx';
import { Period } from './parts/Period.tsx';
import { PersonPicker } from './parts/pickers.tsx';
import { useRegistryWrites } from './registry.api.ts';
import { texts } from './texts.ts';

const FIELDS = ['relation', 'name', 'personId', 'birthDate', 'employer', 'from', 'to'] as const;

const kinBody = (values: NewKin): NewKin => ({
  relation: values.relation,
  name: values.name,
  personId: values.personId ?? null,
  birthDate: values.birthDate ?? null,
  employer: values.employer?.trim() || null,
  from: values.from ?? null,
  to: values.to ?? null,
});

/** The relatives of a person: third persons, masked for those who may not open what is restricted in the dossier. */
export function Kin({ person, lists }: { person: Person; lists: RegistryLists }) {
  const t = useText(texts);
  const { createKin } = useRegistryWrites();
  const may = person.allowed.includes('add-kin');
  return (
    <Section
      title={t('kin')}
      actions={
        may && (
          <EditAction<NewKin>
            label={t('addKin')}
            fields={FIELDS}
            onSave={(values) => createKin({ params: { id: person.id }, body: kinBody(values) })}
          >
            <KinFields lists={lists} self={person.id} />
          </EditAction>
        )
      }
    >
      <p className="page-about">{person.kinMasked ? t('kinMasked') : t('kinNote')}</p>
      {person.kin.length === 0 ? (
        <EmptyState title={t('noKin')} />
      ) : (
        <ul className="plain-list">
          {person.kin.map((row) => (
            <KinItem key={row.id} row={row} person={person} lists={lists} may={may} />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface ItemProps {
  row: KinRow;
  person: Person;
  lists: RegistryLists;
  may: boolean;
}

function KinItem({ row, person, lists, may }: ItemProps) {
  const t = useText(texts);
  const { editKin, eraseKin } = useRegistryWrites();
  const params = { id: row.id };
  return (
    <li>
      <span>{titleOf(lists.relations, row.relation)}</span>
      <span className="grow">
        {row.personId ? <Link to={`/persons/${row.personId}`}>{row.name}</Link> : <b>{row.name}</b>}{' '}
        <small>{row.employer}</small>
      </span>
      {(row.from || row.to) && (
        <small>
          <Period from={row.from} to={row.to} />
        </small>
      )}
      {may && (
        <span className="row-actions">
          <EditAction<NewKin>
            label={t('editKin')}
            fields={FIELDS}
            initial={row}
            button={{ type: 'link', size: 'small' }}
            onSave={(values) => editKin({ params, body: { ...kinBody(values), version: row.version } })}
          >
            <KinFields lists={lists} self={person.id} />
          </EditAction>
          <ConfirmAction
            label={t('eraseKin')}
            danger
            button={{ type: 'link', size: 'small' }}
            onConfirm={() => eraseKin({ params, body: { version: row.version } })}
          >
            {t('eraseKinAbout', { name: row.name })}
          </ConfirmAction>
        </span>
      )}
    </li>
  );
}

function KinFields({ lists, self }: { lists: RegistryLists; self: string }) {
  const t = useText(texts);
  return (
    <>
      <div className="pair">
        <Field name="relation" label={t('relation')} required>
          <CodeSelect list={lists.relations} />
        </Field>
        <Field name="name" label={t('personName')} required>
          <Input maxLength={120} autoComplete="off" />
        </Field>
      </div>
      <Field name="personId" label={t('kinPerson')}>
        <PersonPicker not={self} />
      </Field>
      <div className="pair">
        <Field name="birthDate" label={t('birthDate')}>
          <DayInput />
        </Field>
        <Field name="employer" label={t('employer')}>
          <Input maxLength={200} autoComplete="off" />
        </Field>
      </div>
      <div className="pair">
        <Field name="from" label={t('from')}>
          <DayInput />
        </Field>
        <Field name="to" label={t('to')}>
          <DayInput />
        </Field>
      </div>
    </>
  );
}
