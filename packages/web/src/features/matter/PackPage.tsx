import type { PackContent } from '@plumbline/contract/pack';
import { Day } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { PackCheckSection } from './PackCheckSection.tsx';
import { PackLimits } from './PackLimits.tsx';
import { PackProcedureSection } from './PackProcedureSection.tsx';
import { usePackVersion } from './pack.api.ts';
import { texts } from './pack.texts.ts';

/** What one version of a pack holds. The procedure whose picture is shown stands in the address. */
export default function PackPage() {
  const t = useText(texts);
  const [url, setUrl] = useUrlState<'version' | 'procedure'>();
  // Behind the question mark: the server takes a path that ends in `.2` for a file.
  const which = { code: usePathParam('code'), version: url.version ?? '' };
  const pack = usePackVersion(which);
  return (
    <Page
      title={pack.data?.title ?? t('packs')}
      tag={<span className="figures">{which.version}</span>}
      description={pack.data?.note}
      breadcrumbs={[{ title: t('packs'), to: '/packs' }, { title: `${which.code} ${which.version}` }]}
      actions={<PrintAction />}
    >
      <PackCheckSection {...which} />
      <Loaded read={pack}>
        {(content) => (
          <>
            <Glance content={content} />
            <PackProcedureSection
              {...which}
              procedures={content.procedures}
              chosen={url.procedure}
              onChoose={(procedure) => setUrl({ procedure })}
            />
            <Section title={t('limits')}>
              <PackLimits limits={content.limits} />
            </Section>
            <Catalogue content={content} />
            <Authorities content={content} />
            <Templates content={content} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Props {
  content: PackContent;
}

function Glance({ content }: Props) {
  const t = useText(texts);
  return (
    <Section title={t('about')}>
      <Facts
        columns={3}
        facts={[
          { label: t('code'), value: content.code },
          { label: t('effectiveFrom'), value: <Day day={content.effectiveFrom} /> },
          { label: t('zone'), value: content.zone },
          { label: t('locales'), value: content.locales.join(', ') },
          ...content.counts.map((one) => ({ label: one.title, value: String(one.count) })),
        ]}
      />
    </Section>
  );
}

function Catalogue({ content }: Props) {
  const t = useText(texts);
  const say = useSay();
  return (
    <Section title={t('catalogue')}>
      <DataTable
        bare
        id="pack-catalogue"
        caption={t('catalogue')}
        rows={content.catalogue}
        rowKey={(row) => row.code}
        columns={[
          { key: 'group', title: t('group'), render: (row) => row.title },
          { key: 'subject', title: t('subject'), render: (row) => t(`subject_${row.subject}`), nowrap: true },
          { key: 'count', title: t('count'), render: (row) => row.items.length, align: 'end' },
          { key: 'items', title: t('items'), render: (row) => row.items.join(say({ zh: '、', en: ', ' })) },
        ]}
      />
    </Section>
  );
}

function Authorities({ content }: Props) {
  const t = useText(texts);
  const rows = content.authorities.flatMap((one) =>
    one.rows.map((row, i) => ({ ...row, key: `${one.code} ${i}`, title: one.title })),
  );
  return (
    <Section title={t('authorities')}>
      <DataTable
        bare
        id="pack-authorities"
        caption={t('authorities')}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'title',
            title: t('authority'),
            render: (row) => [row.title, ...row.when].join(' · '),
          },
          {
            key: 'chain',
            title: t('chain'),
            render: (row) =>
              row.steps
                .map((step) => (step.approvals.length > 1 ? `${step.title} (${t('jointly')})` : step.title))
                .join(' → '),
          },
          { key: 'source', title: t('source'), render: (row) => row.source },
          { key: 'standing', title: t('standing'), render: (row) => t(row.standing), nowrap: true },
        ]}
      />
    </Section>
  );
}

const LAYOUTS: Readonly<Record<string, 'layout_letter' | 'layout_form' | 'layout_record'>> = {
  letter: 'layout_letter',
  form: 'layout_form',
  record: 'layout_record',
};

function Templates({ content }: Props) {
  const t = useText(texts);
  const say = useSay();
  return (
    <Section title={t('templates')}>
      <DataTable
        bare
        id="pack-templates"
        caption={t('templates')}
        rows={content.templates}
        rowKey={(row) => row.code}
        columns={[
          { key: 'title', title: t('template'), render: (row) => row.title },
          {
            key: 'layout',
            title: t('layout'),
            render: (row) => {
              const layout = LAYOUTS[row.layout];
              return layout ? t(layout) : row.layout;
            },
            nowrap: true,
          },
          { key: 'fields', title: t('fields'), render: (row) => row.fields, align: 'end' },
          { key: 'work', title: t('work'), render: (row) => row.work.join(say({ zh: '、', en: ', ' })) },
        ]}
      />
    </Section>
  );
}
