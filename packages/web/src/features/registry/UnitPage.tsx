import type { NewUnit, RegistryLists, Unit } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useHasPage } from '../../lib/pages.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { AsOf } from './parts/AsOf.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { EndAction } from './parts/EndAction.tsx';
import { titleOf } from './parts/inputs.tsx';
import './registry.css';
import { useLists, useRegistryWrites, useUnit } from './registry.api.ts';
import { texts } from './texts.ts';
import { UNIT_FIELDS, UnitFields, unitBody } from './UnitForm.tsx';
import { UnitPosts } from './UnitPosts.tsx';
import { UnitRelations } from './UnitRelations.tsx';

/** What the registry holds of a unit, as of any day. */
export default function UnitPage() {
  const id = usePathParam('id');
  const [state] = useUrlState<'on'>();
  const lists = useLists();
  const unit = useUnit(id, state.on);
  return (
    <Loaded read={lists}>
      {(data) => <Loaded read={unit}>{(row) => <UnitView unit={row} lists={data} />}</Loaded>}
    </Loaded>
  );
}

function UnitView({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  const t = useText(texts);
  const [state, change] = useUrlState<'on'>();
  const mayList = useMay('registry.read');
  const mayDossier = useMay('dossier.read');
  const hasDossier = useHasPage('/dossiers/$id');
  return (
    <Page
      title={unit.name}
      tag={
        <>
          {unit.power && <StatusTag title={t('power')} tone="care" />}
          {unit.activeTo && <StatusTag title={t('closed')} tone="quiet" />}
        </>
      }
      breadcrumbs={[
        mayList ? { title: t('units'), to: '/units' } : { title: t('units') },
        { title: unit.name },
      ]}
      description={state.on ? t('asOfNote', { day: state.on }) : titleOf(lists.unitKinds, unit.kind)}
      actions={
        <>
          {mayDossier && hasDossier && (
            <Link to={`/dossiers/${unit.id}`} className="head-link">
              {t('dossier')}
            </Link>
          )}
          <AsOf on={state.on} onChange={(on) => change({ on })} />
          <UnitActions unit={unit} lists={lists} />
        </>
      }
    >
      <UnitFacts unit={unit} lists={lists} />
      <UnitPosts unit={unit} lists={lists} />
      <UnitRelations unit={unit} lists={lists} />
    </Page>
  );
}

function UnitFacts({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  const t = useText(texts);
  const marks = unit.tags.map((tag) => titleOf(lists.unitTags, tag)).join(comma());
  return (
    <Section title={t('registryPage')}>
      <Facts
        columns={2}
        facts={[
          { label: t('kind'), value: titleOf(lists.unitKinds, unit.kind) },
          { label: t('industry'), value: titleOf(lists.industries, unit.industry) },
          { label: t('tags'), value: marks },
          {
            label: t('creditCode'),
            value: unit.creditCode && <span className="figures unbroken">{unit.creditCode}</span>,
          },
          { label: t('aliases'), value: unit.aliases.join(comma()) },
          { label: t('nameEn'), value: unit.nameEn },
          {
            label: t('parent'),
            value: unit.parent && <Link to={`/units/${unit.parent.id}`}>{unit.parent.name}</Link>,
          },
          { label: t('activeFrom'), value: unit.activeFrom && <Day day={unit.activeFrom} /> },
          unit.activeTo !== null && { label: t('activeTo'), value: <Day day={unit.activeTo} /> },
          unit.children.length > 0 && {
            label: t('children'),
            wide: true,
            value: (
              <ul className="name-flow">
                {unit.children.map((child) => (
                  <li key={child.id}>
                    <Link to={`/units/${child.id}`}>{child.name}</Link>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Section>
  );
}

function UnitActions({ unit, lists }: { unit: Unit; lists: RegistryLists }) {
  const t = useText(texts);
  const { editUnit, closeUnit, reopenUnit } = useRegistryWrites();
  const params = { id: unit.id };
  const { version, allowed } = unit;
  return (
    <>
      {allowed.includes('edit') && (
        <EditAction<NewUnit>
          label={t('editUnit')}
          fields={UNIT_FIELDS}
          initial={{ ...unit, parentId: unit.parent?.id ?? null }}
          onSave={(values) => editUnit({ params, body: { ...unitBody(values), version } })}
        >
          <UnitFields lists={lists} parent={unit.parent} self={unit.id} />
        </EditAction>
      )}
      {allowed.includes('close') && (
        <EndAction
          label={t('closeUnit')}
          plain
          about={t('closeUnitAbout')}
          onEnd={(on) => closeUnit({ params, body: { version, on } })}
        />
      )}
      {allowed.includes('reopen') && (
        <ConfirmAction label={t('reopen')} onConfirm={() => reopenUnit({ params, body: { version } })}>
          {t('reopenAbout')}
        </ConfirmAction>
      )}
    </>
  );
}
