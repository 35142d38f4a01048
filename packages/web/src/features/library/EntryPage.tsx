import { Link } from '@tanstack/react-router';
import { Alert, Button, Segmented } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma, useLanguage } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay } from '../../lib/time.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { Comparison } from './Comparison.tsx';
import { EditAbout } from './EditAbout.tsx';
import { Contents, EntryText } from './EntryText.tsx';
import { EntryVersions } from './EntryVersions.tsx';
import './library.css';
import { type Entry, useAct, useEntry, type Version } from './library.api.ts';
import { contentsOf, versionsAround } from './library.format.ts';
import { Sharing } from './Sharing.tsx';
import { texts } from './texts.ts';

/** One entry of the library: what it is, its text with a place for every article, its versions. */
export default function EntryPage() {
  const id = usePathParam('id');
  const [{ version }] = useUrlState<'version'>();
  const entry = useEntry(id, version);
  return <Loaded read={entry}>{(data) => <EntryView key={id} entry={data} />}</Loaded>;
}

function EntryView({ entry }: { entry: Entry }) {
  const t = useText(texts);
  const language = useLanguage();
  const { shown } = versionsAround(entry.versions, entry.versionId);
  const current = entry.versions.find((version) => version.inForce);
  return (
    <Page
      title={entry.title}
      {...(entry.subject ? { windowTitle: entry.storeTitle } : {})}
      tag={shown && <StatusTag title={shown.state} tone={toneOf(shown)} />}
      breadcrumbs={[
        { title: t('library'), to: '/library' },
        { title: entry.storeTitle, to: `/library?store=${entry.store}` },
        { title: entry.title },
      ]}
      actions={<Actions entry={entry} shown={shown} />}
    >
      {shown && current && shown.id !== current.id && (
        <Alert
          type="info"
          className="library-notice"
          title={t('notInForce', { number: shown.number, current: current.number })}
          action={
            <Link to={`/library/${entry.id}` as string} search={{} as never}>
              {t('toCurrent')}
            </Link>
          }
        />
      )}
      {shown && !current && shown.published && (
        <Alert
          type="info"
          className="library-notice"
          title={t('notYet', { day: formatDay(shown.effectiveFrom, language) })}
        />
      )}
      <About entry={entry} shown={shown} />
      <Body entry={entry} />
      <EntryVersions entry={entry} />
      <Sharing entry={entry} />
    </Page>
  );
}

const toneOf = (version: Version) => (version.inForce ? 'done' : version.published ? 'live' : 'care');

function About({ entry, shown }: { entry: Entry; shown: Version | undefined }) {
  const t = useText(texts);
  const Subject = entry.subject?.kind === 'unit' ? UnitLink : PersonLink;
  return (
    <Section title={t('about')} actions={entry.allowed.includes('edit') && <EditAbout entry={entry} />}>
      <Facts
        facts={[
          { label: t('sort'), value: `${entry.storeTitle} · ${entry.sortTitle}` },
          entry.titleEn !== null &&
            entry.titleEn !== entry.title && { label: t('titleEn'), value: entry.titleEn },
          entry.issuer !== null && { label: t('issuer'), value: entry.issuer },
          entry.documentNumber !== null && { label: t('documentNumber'), value: entry.documentNumber },
          { label: t('organ'), value: entry.organ.name },
          { label: t('audience'), value: entry.audienceTitle },
          shown && { label: t('effectiveFrom'), value: <Day day={shown.effectiveFrom} /> },
          entry.subject !== null && {
            label: t('subject'),
            value: <Subject id={entry.subject.id}>{entry.subject.name ?? t('toDossier')}</Subject>,
          },
          entry.holds === 'articles' && { label: t('cited'), value: t('citedBy', { count: entry.citedBy }) },
          entry.inCollections.length > 0 && {
            label: t('inCollections'),
            value: entry.inCollections.map(({ id, title }, i) => (
              <span key={id}>
                {i > 0 && comma()}
                <Link to={`/library/${id}` as string}>{title}</Link>
              </span>
            )),
          },
          shown !== undefined &&
            shown.note !== '' && { label: t('versionNote'), value: shown.note, wide: true },
        ]}
      />
    </Section>
  );
}

function Body({ entry }: { entry: Entry }) {
  const t = useText(texts);
  const [url, change] = useUrlState<'compare'>();
  const { shown, before } = versionsAround(entry.versions, entry.versionId);
  const comparing = url.compare === 'true' && before !== undefined && shown !== undefined;
  const contents = contentsOf(entry.parts);
  return (
    <Section
      title={comparing ? t('comparison') : t('text')}
      actions={
        before && (
          <Segmented
            aria-label={t('shownAs')}
            value={comparing ? 'compare' : 'text'}
            onChange={(view) => change({ compare: view === 'compare' ? 'true' : undefined })}
            options={[
              { value: 'text', label: t('text') },
              { value: 'compare', label: t('compareWith', { number: before.number }) },
            ]}
          />
        )
      }
    >
      {comparing ? (
        <Comparison version={shown} />
      ) : (
        <div className={contents.length > 0 ? 'library-reading' : undefined}>
          {contents.length > 0 && <Contents entries={contents} />}
          <EntryText parts={entry.parts} />
        </div>
      )}
    </Section>
  );
}

function Actions({ entry, shown }: { entry: Entry; shown: Version | undefined }) {
  const t = useText(texts);
  const act = useAct();
  const mayCheck = useMay('matter.handle');
  const asks = entry.parts.some((part) => part.question !== null);
  return (
    <>
      {shown?.matterId && shown.actions.length > 0 && (
        <StepActions
          actions={shown.actions.map(({ action, ...rest }) => ({ code: action, ...rest }))}
          onTake={(action, body) =>
            act.mutateAsync({
              params: { id: shown.matterId!, action },
              body: { ...(shown.matterVersion ? { version: shown.matterVersion } : {}), ...body },
            })
          }
        />
      )}
      {shown?.editable && entry.holds !== 'archive' && (
        <Link to={`/library/${entry.id}/revise` as string} search={{ draft: shown.id } as never}>
          <Button tabIndex={-1}>{t('editDraft')}</Button>
        </Link>
      )}
      {entry.allowed.includes('revise') && (
        <Link to={`/library/${entry.id}/revise` as string}>
          <Button tabIndex={-1}>{t('revise')}</Button>
        </Link>
      )}
      {mayCheck && entry.published && asks && (
        <Link to={'/library/rule-check' as string} search={{ entry: entry.id } as never}>
          <Button tabIndex={-1}>{t('ruleCheck')}</Button>
        </Link>
      )}
      <PrintAction />
    </>
  );
}
