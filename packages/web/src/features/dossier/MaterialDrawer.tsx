import { downloadFile } from '@plumbline/contract/file';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Space } from 'antd';
import { Suspense, useState } from 'react';
import { Day, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { PackFormView } from '../../kit/pack-form/PackFormView.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { download } from '../../lib/download.ts';
import { useFormLists, usePack } from '../../lib/pack.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { RegisterClue } from '../clue/index.ts';
import { NoteSign } from '../warning/index.ts';
import { EditMaterial, SupersedeMaterial } from './ChangeMaterial.tsx';
import { type Material, useActOnMaterial, useMaterial } from './dossier.api.ts';
import { texts as formTexts } from './form.texts.ts';
import { MoveMaterial } from './MoveMaterial.tsx';
import { texts } from './texts.ts';
import { Withheld } from './Withheld.tsx';

interface Props {
  id: string;
  /** Another version of the same entry. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One entry: what it says, where it comes from, its versions, what this account may do with it. */
export function MaterialDrawer({ id, onOpen, onClose }: Props) {
  const t = useText(texts);
  const material = useMaterial(id);
  const title = material.data?.title ?? material.data?.itemTitle ?? t('material');
  return (
    <Drawer open title={title} onClose={onClose} size={760}>
      <Loaded read={material}>
        {(data) => <MaterialView key={data.id} material={data} onOpen={onOpen} />}
      </Loaded>
    </Drawer>
  );
}

function MaterialView({ material, onOpen }: { material: Material; onOpen: (id: string) => void }) {
  const t = useText(texts);
  const form = useText(formTexts);
  const lists = useFormLists();
  const SubjectLink = material.subject.kind === 'unit' ? UnitLink : PersonLink;
  return (
    <>
      <Actions material={material} />
      <Facts
        facts={[
          {
            label: t('subject'),
            value: <SubjectLink id={material.subject.id}>{material.subject.name}</SubjectLink>,
          },
          { label: t('item'), value: material.itemTitle },
          {
            label: t('state'),
            value: <StatusTag title={material.statusTitle} tone={material.factual ? 'done' : 'care'} />,
          },
          { label: t('classification'), value: material.classificationTitle },
          { label: t('occurred'), value: <Day day={material.occurredOn} /> },
          { label: t('received'), value: <Day day={material.receivedOn} /> },
          { label: t('source'), value: material.sourceTitle },
          { label: t('sourceOrgan'), value: material.sourceOrgan },
          { label: t('author'), value: material.author },
          { label: t('enteredAt'), value: <Moment at={material.createdAt} /> },
          { label: t('verifiedBy'), value: material.verifiedBy },
          { label: t('verifiedAt'), value: <Moment at={material.verifiedAt} /> },
          material.note ? { label: t('note'), value: material.note, wide: true } : false,
        ]}
      />
      {material.paper && (
        <p>
          <Link to={`/materials/${material.id}/paper`}>{form('print')}</Link>
        </p>
      )}
      {material.withheldBy && <Withheld material={material} by={material.withheldBy} />}
      {material.form && material.schema && (
        <PackFormView form={material.schema} data={material.form} lists={lists ?? {}} />
      )}
      {material.form && material.masked && <p className="absent">{t('masked')}</p>}
      <Attachments files={material.attachments} />
      <Versions material={material} onOpen={onOpen} />
    </>
  );
}

const KILO = 1024;

function Attachments({ files }: { files: Material['attachments'] }) {
  const t = useText(texts);
  if (files.length === 0) return null;
  return (
    <section>
      <h3>{t('attachments')}</h3>
      <ul className="entries">
        {files.map((file) => (
          <li key={file.id}>
            <Button
              type="link"
              size="small"
              onClick={() => void download(downloadFile, { params: { id: file.id } })}
            >
              {file.name}
            </Button>{' '}
            <small className="absent">
              {file.type} · {Math.max(1, Math.round(file.size / KILO))} KB
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Versions({ material, onOpen }: { material: Material; onOpen: (id: string) => void }) {
  const t = useText(texts);
  if (material.versions.length === 0) return null;
  return (
    <section>
      <h3>{t('versions')}</h3>
      <ul className="entries">
        {material.versions.map((version) => (
          <li key={version.id}>
            <Day day={version.day} />{' '}
            <Button type="link" size="small" onClick={() => onOpen(version.id)}>
              {version.title ?? version.itemTitle}
            </Button>{' '}
            <StatusTag title={version.statusTitle} tone={version.factual ? 'done' : 'quiet'} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ material }: { material: Material }) {
  const t = useText(texts);
  const act = useActOnMaterial();
  const pack = usePack();
  const mayWrite = useMay('material.write');
  const mayRegister = useMay('clue.register');
  const [changing, setChanging] = useState<'edit' | 'supersede'>();
  const take = (action: string, body: { reason?: string; data?: Record<string, unknown> }) =>
    act.mutateAsync({ params: { id: material.id, action }, body: { version: material.version, ...body } });
  const edits = material.actions.filter(({ kind }) => kind === 'edit');
  const moves = material.actions.filter(({ kind }) => kind === 'move');
  const steps = material.actions
    .filter(({ kind }) => kind === 'verify' || kind === 'other')
    .map((action) => ({ ...action, form: action.form ? (pack.data?.forms[action.form] ?? null) : null }));
  // What is masked to this reader would be lost in what it writes.
  const mayRewrite = material.form !== null && !material.masked;
  const close = () => setChanging(undefined);
  return (
    <Space wrap className="material-actions">
      {mayRewrite &&
        edits.map((action) => (
          <Button key={action.code} onClick={() => setChanging('edit')}>
            {action.title}
          </Button>
        ))}
      <StepActions actions={steps} onTake={take} />
      {mayRegister && material.form !== null && material.subject && (
        <Suspense>
          <RegisterClue
            of={{
              materialId: material.id,
              subjectKind: material.subject.kind as 'person' | 'unit',
              subjectId: material.subject.id,
              subjectName: material.subject.name ?? '',
              title: material.title ?? '',
            }}
          />
        </Suspense>
      )}
      {material.form !== null && material.subject && (
        <Suspense>
          <NoteSign
            subject={{ kind: material.subject.kind as 'person' | 'unit', id: material.subject.id }}
            materialId={material.id}
          />
        </Suspense>
      )}
      {moves.map((action) => (
        <MoveMaterial key={action.code} title={action.title} onMove={(body) => take(action.code, body)} />
      ))}
      {material.factual && mayRewrite && material.byHand && mayWrite && (
        <Button onClick={() => setChanging('supersede')}>{t('supersede')}</Button>
      )}
      {changing === 'edit' && <EditMaterial material={material} onClose={close} />}
      {changing === 'supersede' && <SupersedeMaterial material={material} onClose={close} />}
    </Space>
  );
}
