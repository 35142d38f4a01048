import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { Catalogue } from './Catalogue.tsx';
import './dossier.css';
import { DossierInstructions } from './DossierInstructions.tsx';
import { DossierTimeLine } from './DossierTimeLine.tsx';
import { type Dossier, useDossier, useOpening } from './dossier.api.ts';
import { ExportAction } from './ExportAction.tsx';
import { ExtractArchive } from './ExtractArchive.tsx';
import { texts as formTexts } from './form.texts.ts';
import { MaterialDrawer } from './MaterialDrawer.tsx';
import { OpenMatters } from './OpenMatters.tsx';
import { Portrait } from './Portrait.tsx';
import { ReadingBar } from './ReadingBar.tsx';
import { RequestSlip } from './RequestSlip.tsx';
import { restrictedItems } from './restricted-items.ts';
import { texts } from './texts.ts';

/** A dossier: portrait on top, then the catalogue with gaps, then one time line. */
export default function DossierPage() {
  const id = usePathParam('id');
  const dossier = useDossier(id);
  const { mutate: record } = useOpening();
  const found = dossier.data?.subject.id;
  // Whoever reads a dossier leaves a trace; the server keeps one for a quarter of an hour.
  useEffect(() => {
    if (found) record({ params: { subjectId: found }, body: {} });
  }, [found, record]);
  return <Loaded read={dossier}>{(data) => <DossierView key={id} dossier={data} />}</Loaded>;
}

function DossierView({ dossier }: { dossier: Dossier }) {
  const t = useText(texts);
  const [state, change] = useUrlState<'material'>();
  const { subject } = dossier;
  const open = (material: string) => change({ material });
  return (
    <Page
      title={subject.name}
      windowTitle={t('list')}
      tag={subject.flags.map((flag) => <StatusTag key={flag.code} title={flag.title} />)}
      breadcrumbs={[{ title: t('list'), to: '/dossiers' }, { title: subject.name }]}
      description={[subject.unit?.name, subject.post, subject.level?.title, dossier.custodian.name]
        .filter(Boolean)
        .join(' · ')}
      actions={<PageActions dossier={dossier} />}
    >
      <ReadingBar subjectId={subject.id} />
      <Portrait dossier={dossier} onOpen={open} />
      <OpenMatters dossier={dossier} />
      {subject.kind === 'unit' && <DossierInstructions dossier={dossier} />}
      <Catalogue dossier={dossier} onOpen={open} />
      <DossierTimeLine entries={dossier.timeLine} onOpen={open} />
      {state.material && (
        <MaterialDrawer id={state.material} onOpen={open} onClose={() => change({ material: undefined })} />
      )}
    </Page>
  );
}

/** Permissions by which procedures are begun. */
const BEGINNING = ['matter.handle', 'matter.assign', 'matter.convene'];

function PageActions({ dossier }: { dossier: Dossier }) {
  const t = useText(texts);
  const form = useText(formTexts);
  const [asking, setAsking] = useState(false);
  const { subject, allowed } = dossier;
  const items = restrictedItems(dossier);
  const mayBegin = useMay(BEGINNING);
  const mayCheck = useMay('matter.handle');
  const mayRead = allowed.includes('requestReading') && allowed.includes('openRestricted');
  return (
    <>
      {subject.kind === 'unit' && allowed.includes('compareTeam') && (
        <Link to={`/units/${subject.id}/team`} className="head-link">
          {t('compare')}
        </Link>
      )}
      {mayRead && items.length > 0 && <Button onClick={() => setAsking(true)}>{t('requestSlip')}</Button>}
      {mayBegin && (
        <Link to={`/matters/new?kind=${subject.kind}&subject=${subject.id}` as string} className="head-link">
          {t('beginMatter')}
        </Link>
      )}
      <Link to={`/dossiers/${subject.id}/brief`} className="head-link">
        {form('brief')}
      </Link>
      <Link to={`/dossiers/${subject.id}/binder`} className="head-link">
        {form('binder')}
      </Link>
      {mayCheck && (
        <Link
          to={`/library/rule-check?kind=${subject.kind}&subject=${subject.id}` as string}
          className="head-link"
        >
          {form('ruleCheck')}
        </Link>
      )}
      <ExtractArchive dossier={dossier} />
      <ExportAction subjectId={subject.id} />
      {asking && <RequestSlip subjectId={subject.id} items={items} onClose={() => setAsking(false)} />}
    </>
  );
}
