import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { Catalogue } from './Catalogue.tsx';
import './dossier.css';
import { DossierTimeLine } from './DossierTimeLine.tsx';
import { type Dossier, useDossier, useOpening } from './dossier.api.ts';
import { ExportAction } from './ExportAction.tsx';
import { formTexts } from './form.texts.ts';
import { MaterialDrawer } from './MaterialDrawer.tsx';
import { OpenMatters } from './OpenMatters.tsx';
import { Portrait } from './Portrait.tsx';
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
  const form = useText(formTexts);
  const [state, change] = useUrlState<'material'>();
  const { subject } = dossier;
  const open = (material: string) => change({ material });
  return (
    <Page
      title={subject.name}
      tag={subject.flags.map((flag) => <StatusTag key={flag.code} title={flag.title} />)}
      breadcrumbs={[{ title: t('list'), to: '/dossiers' }, { title: subject.name }]}
      description={[subject.unit?.name, subject.post, subject.level?.title].filter(Boolean).join(' · ')}
      actions={
        <>
          {subject.kind === 'unit' && <Link to={`/units/${subject.id}/team`}>{t('compare')}</Link>}
          <Link to={`/dossiers/${subject.id}/brief`}>{form('brief')}</Link>
          <Link to={`/dossiers/${subject.id}/binder`}>{form('binder')}</Link>
          <ExportAction subjectId={subject.id} />
        </>
      }
    >
      <Portrait dossier={dossier} onOpen={open} />
      <OpenMatters dossier={dossier} />
      <Catalogue dossier={dossier} onOpen={open} />
      <DossierTimeLine entries={dossier.timeLine} onOpen={open} />
      {state.material && (
        <MaterialDrawer id={state.material} onClose={() => change({ material: undefined })} />
      )}
    </Page>
  );
}
