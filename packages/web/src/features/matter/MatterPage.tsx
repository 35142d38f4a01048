import { Suspense } from 'react';
import { Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, RuleLinks, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { type FormNode, refOf } from '../../kit/pack-form/form-node.ts';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { NoteSign, RestsOn } from '../warning/index.ts';
import { type Matter, useMatter } from './matter.api.ts';
import { MatterActions, MatterForms, MatterStanding, MatterWork } from './parts/index.ts';
import { texts } from './texts.ts';

/** One matter: what it is, where it stands, what was done, what this account may do next. */
export default function MatterPage() {
  const matter = useMatter(usePathParam('id'));
  return <Loaded read={matter}>{(data) => <MatterView matter={data} />}</Loaded>;
}

function MatterView({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const subject = matter.subjects.find(isSubject);
  return (
    <Page
      title={matter.title}
      tag={<StatusTag title={matter.stateTitle} tone={toneOf(matter)} />}
      breadcrumbs={[{ title: t('list'), to: '/matters' }, { title: matter.number ?? matter.title }]}
      actions={
        <>
          <MatterActions matter={matter} />
          {subject && !matter.outside && (
            <Suspense>
              <NoteSign subject={subject} matterId={matter.id} />
            </Suspense>
          )}
        </>
      }
    >
      <MatterStanding matter={matter} />
      <Content matter={matter} />
      {restsOnFacts(matter) && (
        <Suspense>
          <RestsOn matterId={matter.id} subjectId={matter.subjectId!} />
        </Suspense>
      )}
      <MatterWork matter={matter} />
    </Page>
  );
}

/** Some form of it chooses entries of the dossier. */
const restsOnFacts = ({ forms, outside, subjectId }: Matter) =>
  !outside &&
  subjectId !== null &&
  forms.some((form) =>
    Object.values((form as FormNode).properties ?? {}).some((node) => refOf(node) === 'fact'),
  );
const isSubject = (ref: Matter['subjects'][number]): ref is typeof ref & { kind: 'person' | 'unit' } =>
  ref.kind === 'person' || ref.kind === 'unit';

const toneOf = (matter: Matter) => (matter.overdue ? 'late' : matter.final ? 'done' : 'live');

function Content({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const say = useSay();
  const comma = say({ zh: '、', en: ', ' });
  return (
    <Section title={t('content')}>
      <Facts
        facts={[
          { label: t('procedure'), value: matter.procedureTitle },
          { label: t('number'), value: matter.number },
          { label: t('phase'), value: t(`phase_${matter.phase}`) },
          { label: t('organ'), value: matter.organ.name },
          matter.subjects.length > 0 && {
            label: t('subject'),
            value: matter.subjects.map(({ kind, id, name }, i) => {
              const To = kind === 'unit' ? UnitLink : PersonLink;
              return (
                <span key={id}>
                  {i > 0 && comma}
                  {matter.outside || name === null ? (name ?? '—') : <To id={id}>{name}</To>}
                </span>
              );
            }),
          },
          {
            label: t('due'),
            value: <Due day={matter.dueOn} done={matter.final} provisional={matter.provisional} />,
          },
          { label: t('opened'), value: <Moment at={matter.openedAt} /> },
          matter.rules.length > 0 && {
            label: t('rules'),
            value: <RuleLinks rules={matter.rules} />,
            wide: true,
          },
          ...matter.parties.map((party) => ({
            label: party.title,
            value: party.members.map((member) => member.name ?? '—').join(comma),
          })),
        ]}
      />
      <MatterForms matter={matter} />
    </Section>
  );
}
