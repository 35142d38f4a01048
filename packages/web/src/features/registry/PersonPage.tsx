import type { Person, RegistryLists } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useHasPage } from '../../lib/pages.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { Career } from './Career.tsx';
import { Kin } from './Kin.tsx';
import {
  PERSON_FIELDS,
  PersonFields,
  type PersonValues,
  personChange,
  valuesOfPerson,
} from './PersonForm.tsx';
import { AsOf } from './parts/AsOf.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { titleOf } from './parts/inputs.tsx';
import { partOf } from './parts/Period.tsx';
import { Reveal } from './Reveal.tsx';
import './registry.css';
import { useLists, usePerson, useRegistryWrites } from './registry.api.ts';
import { texts } from './texts.ts';
import { Contacts } from './UnitRelations.tsx';

/** What the registry holds of a person, as of any day. */
export default function PersonPage() {
  const id = usePathParam('id');
  const [state] = useUrlState<'on'>();
  const lists = useLists();
  const person = usePerson(id, state.on);
  return (
    <Loaded read={lists}>
      {(data) => <Loaded read={person}>{(row) => <PersonView person={row} lists={data} />}</Loaded>}
    </Loaded>
  );
}

function PersonView({ person, lists }: { person: Person; lists: RegistryLists }) {
  const t = useText(texts);
  const [state, change] = useUrlState<'on'>();
  const { editPerson } = useRegistryWrites();
  const mayList = useMay('registry.read');
  const mayDossier = useMay('dossier.read');
  const hasDossier = useHasPage('/dossiers/$id');
  const present = person.posts.map((post) => `${post.unitName}${post.title}`).join(comma());
  return (
    <Page
      title={person.name}
      windowTitle={t('persons')}
      tag={
        <>
          {person.heads && <StatusTag title={t('heads')} tone="care" />}
          {person.keyMinority && <StatusTag title={t('keyMinority')} />}
        </>
      }
      breadcrumbs={[
        mayList ? { title: t('persons'), to: '/persons' } : { title: t('persons') },
        { title: person.name },
      ]}
      description={[state.on && t('asOfNote', { day: state.on }), present].filter(Boolean).join(' ')}
      actions={
        <>
          {mayDossier && hasDossier && person.custodian && (
            <Link to={`/dossiers/${person.id}`} className="head-link">
              {t('dossier')}
            </Link>
          )}
          <AsOf on={state.on} onChange={(on) => change({ on })} />
          {person.allowed.includes('edit') && (
            <EditAction<PersonValues>
              label={t('editPerson')}
              fields={PERSON_FIELDS}
              initial={valuesOfPerson(person)}
              onSave={(values) =>
                editPerson({ params: { id: person.id }, body: personChange(values, person.version) })
              }
            >
              <PersonFields person={person} />
            </EditAction>
          )}
        </>
      }
    >
      <PersonFacts person={person} lists={lists} />
      <Career person={person} lists={lists} />
      <div className="registry-columns">
        <Kin person={person} lists={lists} />
        <Contacts
          contacts={person.contacts}
          subject={{ personId: person.id }}
          may={person.allowed.includes('add-contact')}
        />
      </div>
    </Page>
  );
}

function PersonFacts({ person, lists }: { person: Person; lists: RegistryLists }) {
  const t = useText(texts);
  const level = person.posts[0]?.level;
  const dayOf = (day: string | null) => day && <span className="figures">{day}</span>;
  return (
    <Section title={t('registryPage')}>
      <Facts
        columns={2}
        facts={[
          { label: t('sex'), value: person.sex && t(person.sex) },
          {
            label: t('birthDate'),
            value: dayOf(person.birthDate && partOf(person.birthDate, person.birthPrecision ?? 'day')),
          },
          {
            label: t('idNumber'),
            value: person.idMasked && <Reveal person={person} />,
          },
          { label: t('level'), value: titleOf(lists.postLevels, level) },
          { label: t('otherNames'), value: person.otherNames.join(comma()) },
          { label: t('nameEn'), value: person.nameEn },
          person.deathDate !== null && { label: t('deathDate'), value: dayOf(person.deathDate) },
          { label: t('custodian'), value: person.custodian?.organName },
        ]}
      />
    </Section>
  );
}
