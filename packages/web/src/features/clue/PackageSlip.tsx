import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintButton } from '../../kit/PrintButton.tsx';
import { useText } from '../../lib/texts.ts';
import { useOrgans } from './clue.api.ts';
import type { Sealed } from './SealFields.tsx';
import { texts } from './stub.texts.ts';

export interface Slip extends Pick<Sealed, 'receiver' | 'kind'> {
  id: string;
  number: string | null;
  receivedOn: string;
  pieces: number;
  seal: string;
  salt: string;
  commitment: string;
}

/** What goes with the package: the only place where the salt stands. */
export function PackageSlip({ slip }: { slip: Slip }) {
  const t = useText(texts);
  const organs = useOrgans();
  return (
    <Page title={t('packageSlip')} tag={slip.number} actions={<PrintButton />}>
      <div className="no-print">
        <Alert type="warning" showIcon title={t('slipOnce')} />
      </div>
      <Section title={t('slipWith')}>
        <Facts
          facts={[
            { label: t('number'), value: slip.number },
            { label: t('received'), value: slip.receivedOn },
            {
              label: t('stubReceiver'),
              value: organs.data?.organs.find((organ) => organ.id === slip.receiver)?.name,
            },
            { label: t('pieces'), value: slip.pieces },
            {
              label: t('sealedAs'),
              value:
                slip.kind === 'files'
                  ? t('sealedFiles', { count: slip.pieces })
                  : t('sealedPaper', { seal: slip.seal }),
            },
            { label: t('commitment'), value: <code>{slip.commitment}</code>, wide: true },
            { label: t('salt'), value: <code>{slip.salt}</code>, wide: true },
          ]}
        />
        <p>{t('slipHow')}</p>
      </Section>
      <p className="no-print">
        <Link to={`/matters/${slip.id}` as string}>{t('toStubMatter')}</Link>
      </p>
    </Page>
  );
}
