import { downloadFile } from '@plumbline/contract/file';
import { Link } from '@tanstack/react-router';
import { Day, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type Matter, MatterForms, MatterStanding, MatterWork, useMatter } from '../matter/parts/index.ts';
import { ClueActions } from './ClueActions.tsx';
import { type Clue, useClue } from './clue.api.ts';
import { LayoutSection } from './LayoutSection.tsx';
import { SimilarClues } from './SimilarClues.tsx';
import { texts } from './texts.ts';

/** One clue, one file: what it says, where it came from, what was done, what reads almost the same. */
export default function CluePage() {
  const id = usePathParam('id');
  const clue = useClue(id);
  return <Loaded read={clue}>{(data) => <ClueFile clue={data} />}</Loaded>;
}

/** The file with its matter, on which it is worked. */
function ClueFile({ clue }: { clue: Clue }) {
  const matter = useMatter(clue.matterId);
  return <Loaded read={matter}>{(data) => <ClueView clue={clue} matter={data} />}</Loaded>;
}

function ClueView({ clue, matter }: { clue: Clue; matter: Matter }) {
  const t = useText(texts);
  return (
    <Page
      title={clue.number ?? clue.title}
      tag={<StatusTag title={matter.stateTitle} tone={matter.overdue ? 'late' : 'live'} />}
      breadcrumbs={[{ title: t('list'), to: '/clues' }, { title: clue.number ?? '—' }]}
      actions={<ClueActions clue={clue} matter={matter} />}
    >
      <MatterStanding matter={matter} />
      <Section title={t('content')}>
        <Facts
          facts={[
            { label: t('title'), value: clue.title, wide: true },
            { label: t('subject'), value: <Subject clue={clue} /> },
            { label: t('class'), value: `${clue.classTitle} · ${clue.subTypeTitle}` },
            { label: t('polarity'), value: t(clue.polarity) },
            clue.problemTitle ? { label: t('problem'), value: clue.problemTitle } : false,
            { label: t('source'), value: clue.sourceTitle },
            clue.channelTitle ? { label: t('channel'), value: clue.channelTitle } : false,
            clue.named ? { label: t('named'), value: t('namedYes') } : false,
            clue.sourceOrganName ? { label: t('body'), value: clue.sourceOrganName } : false,
            { label: t('occurred'), value: <Day day={clue.occurredOn} /> },
            { label: t('received'), value: <Day day={clue.receivedOn} /> },
            clue.origin
              ? {
                  label: t('madeOf'),
                  value: (
                    <Link
                      to={`/dossiers/${clue.origin.subjectId}?material=${clue.origin.materialId}` as string}
                    >
                      {clue.origin.title ?? t('originWithheld')}
                    </Link>
                  ),
                }
              : false,
            clue.ofMatter
              ? {
                  label: t('madeOf'),
                  value: (
                    <Link to={`/matters/${clue.ofMatter.matterId}` as string}>{clue.ofMatter.title}</Link>
                  ),
                }
              : false,
            clue.sameReport.length > 0
              ? {
                  label: t('sameReport'),
                  wide: true,
                  value: (
                    <ul className="plain-list">
                      {clue.sameReport.map((one) => (
                        <li key={one.id}>
                          <Link to={`/clues/${one.id}`}>
                            {[one.number, one.title].filter(Boolean).join(' ')}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  ),
                }
              : false,
            clue.cameBy
              ? {
                  label: t('cameBy'),
                  value: <Link to={`/matters/${clue.cameBy.matterId}` as string}>{clue.cameBy.title}</Link>,
                }
              : false,
            clue.basis ? { label: t('basis'), value: clue.basis } : false,
            clue.decidedBy ? { label: t('decidedBy'), value: clue.decidedBy } : false,
            clue.submission
              ? {
                  label: t('submission'),
                  value: (
                    <Link to={`/submissions/${clue.submission.id}`}>
                      {t('rowOf', {
                        organ: clue.submission.organName,
                        period: clue.submission.period,
                        row: clue.submission.sourceRow ?? '—',
                      })}
                    </Link>
                  ),
                }
              : false,
            clue.formerNumbers.length > 0
              ? { label: t('former'), value: clue.formerNumbers.join(comma()) }
              : false,
            { label: t('content'), value: clue.content, wide: true },
            clue.files.length > 0
              ? {
                  label: t('scans'),
                  wide: true,
                  value: clue.files.map(({ id, name }) => (
                    <SaveFile
                      key={id}
                      label={name}
                      route={downloadFile}
                      asked={{ params: { id } }}
                      button={{ type: 'link' }}
                    />
                  )),
                }
              : false,
            clue.note ? { label: t('note'), value: clue.note, wide: true } : false,
          ]}
        />
      </Section>
      {matter.forms.length > 1 && (
        <Section title={t('handling')}>
          <MatterForms matter={matter} from={1} />
        </Section>
      )}
      <SimilarClues clue={clue} />
      {clue.actions.some((action) => action.screens) && <LayoutSection id={clue.id} />}
      {clue.steps
        .filter((step) => step.moved)
        .map((step) => (
          <p key={step.at}>
            <Moment at={step.at} /> {step.title} · {step.account}
            <br />
            <small>{t('movedHere')}</small>
          </p>
        ))}
      <MatterWork matter={matter} />
    </Page>
  );
}

function Subject({ clue }: { clue: Clue }) {
  const { subject } = clue;
  if (!subject) return <>—</>;
  const SubjectLink = subject.kind === 'unit' ? UnitLink : PersonLink;
  return (
    <>
      <SubjectLink id={subject.id}>{subject.name ?? '—'}</SubjectLink>{' '}
      <small>{[subject.unit, subject.post].filter(Boolean).join(' ')}</small>
    </>
  );
}
