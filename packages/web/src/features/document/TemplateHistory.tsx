import { Button, Space } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import {
  type TemplateDetail,
  type TemplateVersion,
  templateFile,
  useDecideTemplate,
  useWithdrawTemplate,
} from './document.api.ts';
import { texts } from './texts.ts';

interface Props {
  template: TemplateDetail;
  /** The version in the preview; none: the pack's file. */
  shown: string | undefined;
  onShow: (versionId: string | undefined) => void;
}

/** Files of offices in place of the pack's, newest first, with what may be decided on each. */
export function TemplateHistory({ template, shown, onShow }: Props) {
  const t = useText(texts);
  return (
    <Section
      title={t('history')}
      actions={shown && <Button onClick={() => onShow(undefined)}>{t('packFile')}</Button>}
    >
      <DataTable
        id="template-versions"
        bare
        caption={t('history')}
        rows={template.versions}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.id === shown ? 'chosen' : undefined)}
        empty={<EmptyState title={t('historyNone')} />}
        columns={[
          {
            key: 'name',
            title: t('fileName'),
            render: (row) => <a href={templateFile(template.code, row.id)}>{row.name}</a>,
          },
          { key: 'organ', title: t('organ'), render: (row) => row.organ.name },
          {
            key: 'from',
            title: t('effectiveFrom'),
            render: (row) => <Day day={row.effectiveFrom} />,
            nowrap: true,
          },
          {
            key: 'state',
            title: t('state'),
            render: (row) => (
              <StatusTag
                title={row.inForce ? t('inForce') : t(`state.${row.state}`)}
                tone={row.inForce ? 'live' : row.state === 'proposed' ? 'care' : 'quiet'}
                {...(row.reason ? { hint: row.reason } : {})}
              />
            ),
            nowrap: true,
          },
          {
            key: 'missing',
            title: t('missing'),
            render: (row) => row.missing.map(({ title }) => title).join(comma()) || '—',
          },
          { key: 'by', title: t('proposedBy'), render: (row) => row.proposedBy ?? '—', nowrap: true },
          {
            key: 'actions',
            title: '',
            render: (row) => <VersionActions version={row} onShow={() => onShow(row.id)} />,
          },
        ]}
      />
    </Section>
  );
}

function VersionActions({ version, onShow }: { version: TemplateVersion; onShow: () => void }) {
  const t = useText(texts);
  const decide = useDecideTemplate();
  const withdraw = useWithdrawTemplate();
  const params = { id: version.id };
  const answer = (approve: boolean) => (reason: string) =>
    decide.mutateAsync({ params, body: { approve, reason, version: version.version } });
  return (
    <Space wrap size="small">
      <Button size="small" onClick={onShow}>
        {t('look')}
      </Button>
      {version.allowed.includes('approve') && (
        <ConfirmAction
          label={t('approve')}
          onConfirm={answer(true)}
          reason="optional"
          button={{ size: 'small' }}
        />
      )}
      {version.allowed.includes('reject') && (
        <ConfirmAction
          label={t('reject')}
          onConfirm={answer(false)}
          reason="required"
          button={{ size: 'small' }}
        />
      )}
      {version.allowed.includes('withdraw') && (
        <ConfirmAction
          label={t('withdraw')}
          reason="required"
          danger
          button={{ size: 'small' }}
          onConfirm={(reason) => withdraw.mutateAsync({ params, body: { reason, version: version.version } })}
        >
          <p>{t('withdrawAbout')}</p>
        </ConfirmAction>
      )}
    </Space>
  );
}
