import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { DocumentView } from '../../kit/document/DocumentView.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import {
  documentFile,
  documentPdf,
  type IssuedDocument,
  useDocument,
  useOpenDocument,
  useVoidDocument,
} from './document.api.ts';
import { signerOf } from './signer.ts';
import { texts } from './texts.ts';

/** One issued document: number and state at once, its content when it is asked for. */
export default function DocumentPage() {
  const document = useDocument(usePathParam('id'));
  return <Loaded read={document}>{(data) => <IssuedView document={data} />}</Loaded>;
}

function IssuedView({ document }: { document: IssuedDocument }) {
  const t = useText(texts);
  const open = useOpenDocument();
  const annul = useVoidDocument();
  const params = { id: document.id };
  const { subject, voided } = document;
  const SubjectLink = subject?.kind === 'unit' ? UnitLink : PersonLink;
  return (
    <Page
      title={document.title}
      tag={voided ? <StatusTag title={t('void')} tone="late" /> : <StatusTag title={document.number} />}
      breadcrumbs={[{ title: t('documents'), to: '/documents' }, { title: document.number }]}
      actions={
        <>
          <a href={documentFile(document.id)}>{t('download')}</a>
          {document.pdf ? (
            <a href={documentPdf(document.id)}>{t('pdf')}</a>
          ) : (
            <Button disabled title={t('noPdf')}>
              {t('pdf')}
            </Button>
          )}
          {document.allowed.includes('void') && (
            <ConfirmAction
              label={t('voidAction')}
              reason="required"
              danger
              onConfirm={(reason) =>
                annul.mutateAsync({ params, body: { reason, version: document.version } })
              }
            >
              <p>{t('voidAbout')}</p>
            </ConfirmAction>
          )}
        </>
      }
    >
      {voided && (
        <Alert
          type="error"
          title={t('voided', {
            name: voided.by ?? t('someone'),
            at: voided.at.slice(0, 10),
            reason: voided.reason,
          })}
        />
      )}
      <Section title={t('number')}>
        <Facts
          facts={[
            { label: t('number'), value: document.number },
            { label: t('issuer'), value: document.issuer.name },
            { label: t('issuedOn'), value: <Day day={document.issuedOn} /> },
            { label: t('issuedBy'), value: signerOf(t, document) },
            subject !== null && {
              label: t('subject'),
              value: <SubjectLink id={subject.id}>{subject.name}</SubjectLink>,
            },
            document.matterId !== null && {
              label: t('matter'),
              value: <Link to={`/matters/${document.matterId}` as string}>{t('toMatter')}</Link>,
            },
            { label: t('digest'), value: <code>{document.sha256}</code>, wide: true },
          ]}
        />
        {!document.pdf && <p className="absent">{t('noPdf')}</p>}
      </Section>
      <Section
        title={t('body')}
        plain
        actions={
          !open.data && (
            <Button
              type="primary"
              loading={open.isPending}
              onClick={() => open.mutate({ params })}
              title={t('openAbout')}
            >
              {t('open')}
            </Button>
          )
        }
      >
        <ProblemAlert problem={open.error} />
        {open.data ? (
          <DocumentView label={document.title} body={open.data} isVoid={voided !== null} />
        ) : (
          <p className="absent">{t('openAbout')}</p>
        )}
      </Section>
    </Page>
  );
}
