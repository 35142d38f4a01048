import type { OpinionSheet } from '@plumbline/contract/opinion';
import { Link } from '@tanstack/react-router';
import { ConfirmAction } from '../../../kit/ConfirmAction.tsx';
import { Due } from '../../../kit/Day.tsx';
import { Page, Section } from '../../../kit/Page.tsx';
import { PrintButton } from '../../../kit/PrintButton.tsx';
import { StatusTag } from '../../../kit/StatusTag.tsx';
import { Loaded } from '../../../kit/states.tsx';
import { useText } from '../../../lib/texts.ts';
import { usePathParam } from '../../../lib/url.ts';
import './opinions.css';
import { useActOnOpinion, useSheet } from './opinion.api.ts';
import { texts } from './opinion.texts.ts';
import { SheetTable } from './SheetTable.tsx';

/** The working sheet of a request: every name with what is in force, what was signed, and what is concluded. */
export default function OpinionSheetPage() {
  const id = usePathParam('id');
  const sheet = useSheet(id);
  return <Loaded read={sheet}>{(data) => <SheetView key={`${id} ${data.version}`} sheet={data} />}</Loaded>;
}

function SheetView({ sheet }: { sheet: OpinionSheet }) {
  const t = useText(texts);
  return (
    <Page
      title={sheet.title}
      windowTitle={t('sheet')}
      tag={
        <>
          <StatusTag title={sheet.stateTitle} tone={sheet.final ? 'done' : 'live'} />
          {sheet.asked && <StatusTag title={t('asked')} tone="care" />}
        </>
      }
      breadcrumbs={[{ title: t('list'), to: '/opinions' }, { title: sheet.number ?? sheet.title }]}
      description={[sheet.number, sheet.occasion].filter(Boolean).join(' · ')}
      actions={<SheetActions sheet={sheet} />}
    >
      <Section title={t('sheet')}>
        <p className="sheet-heads">
          {!sheet.final && (
            <span>
              {t('due')} <Due day={sheet.dueOn} />
            </span>
          )}
          {sheet.places.map((place) => (
            <span key={place.code}>
              {place.title}{' '}
              <StatusTag
                title={place.left === 0 ? t('signedAll') : t('left', { count: place.left })}
                tone={place.left === 0 ? 'done' : 'care'}
              />
            </span>
          ))}
        </p>
        <SheetTable sheet={sheet} />
      </Section>
    </Page>
  );
}

/** Steps that ask for no form: to have it approved, to have it signed anew, to return it. */
function SheetActions({ sheet }: { sheet: OpinionSheet }) {
  const t = useText(texts);
  const act = useActOnOpinion();
  return (
    <>
      {sheet.actions.map((action) => (
        <ConfirmAction
          key={action.code}
          label={action.title}
          {...(action.approval ? { button: { type: 'primary' as const } } : {})}
          reason={action.reason ? 'required' : 'none'}
          onConfirm={(reason) =>
            act.mutateAsync({
              params: { id: sheet.id, action: action.code },
              body: { version: sheet.version, ...(reason ? { reason } : {}) },
            })
          }
        />
      ))}
      <Link to={`/matters/${sheet.id}` as string} className="head-link">
        {t('handle')}
      </Link>
      <PrintButton />
    </>
  );
}
