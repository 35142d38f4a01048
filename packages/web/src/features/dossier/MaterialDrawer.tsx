import { Link } from '@tanstack/react-router';
import { Drawer, Space } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PackFormView } from '../../kit/pack-form/PackFormView.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { type Material, useActOnMaterial, useMaterial } from './dossier.api.ts';
import { formTexts } from './form.texts.ts';
import { MoveMaterial } from './MoveMaterial.tsx';
import { texts } from './texts.ts';

interface Props {
  id: string;
  onClose: () => void;
}

/** One entry: what it says, where it comes from, its versions, what this account may do with it. */
export function MaterialDrawer({ id, onClose }: Props) {
  const t = useText(texts);
  const material = useMaterial(id);
  const title = material.data?.title ?? material.data?.itemTitle ?? t('material');
  return (
    <Drawer open title={title} onClose={onClose} size={720}>
      <Loaded read={material}>{(data) => <MaterialView material={data} />}</Loaded>
    </Drawer>
  );
}

function MaterialView({ material }: { material: Material }) {
  const t = useText(texts);
  const form = useText(formTexts);
  const lists = useFormLists();
  return (
    <>
      <Actions material={material} />
      <Facts
        facts={[
          { label: t('item'), value: material.itemTitle },
          {
            label: t('material'),
            value: <StatusTag title={material.statusTitle} tone={material.factual ? 'done' : 'care'} />,
          },
          { label: t('occurred'), value: <Day day={material.occurredOn} /> },
          { label: t('received'), value: <Day day={material.receivedOn} /> },
          { label: t('source'), value: material.sourceTitle },
          { label: t('sourceOrgan'), value: material.sourceOrgan },
          { label: t('author'), value: material.author },
          { label: t('verifiedBy'), value: material.verifiedBy },
          { label: t('classification'), value: material.classificationTitle },
          material.note ? { label: t('note'), value: material.note, wide: true } : false,
        ]}
      />
      {material.paper && (
        <p>
          <Link to={`/materials/${material.id}/paper`}>{form('print')}</Link>
        </p>
      )}
      {material.withheld && <p className="absent">{t('withheld')}</p>}
      {material.form && material.schema && (
        <PackFormView form={material.schema} data={material.form} lists={lists ?? {}} />
      )}
      {material.masked && <p className="absent">{t('masked')}</p>}
      {material.attachments.length > 0 && (
        <section>
          <h3>{t('attachments')}</h3>
          <ul>
            {material.attachments.map((file) => (
              <li key={file.id}>
                <a href={`/api/files/${file.id}`}>{file.name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {material.versions.length > 0 && (
        <section>
          <h3>{t('versions')}</h3>
          <ul>
            {material.versions.map((version) => (
              <li key={version.id}>
                <Day day={version.day} /> {version.title ?? version.itemTitle}{' '}
                <StatusTag title={version.statusTitle} tone="quiet" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Actions({ material }: { material: Material }) {
  const act = useActOnMaterial();
  const take = (action: string, body: { reason?: string; data?: Record<string, unknown> }) =>
    act.mutateAsync({ params: { id: material.id, action }, body: { version: material.version, ...body } });
  return (
    <Space wrap className="material-actions">
      {material.actions.map((action) => {
        if (action.kind === 'move') {
          return (
            <MoveMaterial key={action.code} title={action.title} onMove={(body) => take(action.code, body)} />
          );
        }
        if (action.kind === 'edit') return null;
        return (
          <ConfirmAction
            key={action.code}
            label={action.title}
            reason={action.requiresReason ? 'required' : 'none'}
            onConfirm={(reason) => take(action.code, reason ? { reason } : {})}
          />
        );
      })}
    </Space>
  );
}
