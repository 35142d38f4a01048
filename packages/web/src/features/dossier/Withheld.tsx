import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import type { Material } from './dossier.api.ts';
import { RequestSlip } from './RequestSlip.tsx';
import { texts } from './reading.texts.ts';

interface Props {
  material: Pick<Material, 'item' | 'itemTitle' | 'subject'>;
  by: NonNullable<Material['withheldBy']>;
}

/** Why an entry stays closed, and the way to open it where there is one. */
export function Withheld({ material, by }: Props) {
  const t = useText(texts);
  const may = useMay('reading.request');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Alert
        type="info"
        showIcon
        className="page-note"
        title={t(`withheld.${by}`)}
        action={by === 'slip' && may && <Button onClick={() => setAsking(true)}>{t('request')}</Button>}
      />
      {asking && (
        <RequestSlip
          subjectId={material.subject.id}
          items={[{ code: material.item, title: material.itemTitle }]}
          item={material.item}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
