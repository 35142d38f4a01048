import { downloadBinderCatalogue } from '@plumbline/contract/binder';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { texts as kitTexts } from '../../kit/texts.ts';
import { download } from '../../lib/download.ts';
import { semicolon } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { AddMaterial } from './AddMaterial.tsx';
import { type CatalogueItem, type Dossier, useDossier } from './dossier.api.ts';
import { useBinder } from './form.api.ts';
import { texts as formTexts } from './form.texts.ts';
import './paper.css';
import { texts } from './texts.ts';

/** Loose leaves with their catalogue (卷内目录): of one item, or of the whole dossier. */
export default function BinderPage() {
  const dossier = useDossier(usePathParam('id'));
  return <Loaded read={dossier}>{(data) => <BinderView dossier={data} />}</Loaded>;
}

function BinderView({ dossier }: { dossier: Dossier }) {
  const t = useText(formTexts);
  const common = useText(texts);
  const kit = useText(kitTexts);
  const [{ item }, change] = useUrlState<'item'>();
  const [adding, setAdding] = useState<CatalogueItem>();
  const { subject } = dossier;
  const binder = useBinder(subject.id, item);
  const items = dossier.catalogue.flatMap((group) => group.items).filter((each) => each.current);
  const chosen = items.find((each) => each.code === item);
  const mayAdd = chosen?.byHand && dossier.allowed.includes('addMaterial');
  const title = chosen ? t('binderOf', { item: chosen.title }) : t('binder');
  return (
    <Page
      title={title}
      description={subject.name}
      breadcrumbs={[
        { title: common('list'), to: '/dossiers' },
        { title: subject.name, to: `/dossiers/${subject.id}` },
        { title },
      ]}
      actions={
        <>
          {mayAdd && <Button onClick={() => setAdding(chosen)}>{t('addLeaf')}</Button>}
          <Button type="primary" onClick={() => window.print()}>
            {kit('print')}
          </Button>
          <Button
            onClick={() =>
              void download(downloadBinderCatalogue, {
                params: { subjectId: subject.id },
                query: { item, leaves: true },
              })
            }
          >
            {t('document')}
          </Button>
        </>
      }
    >
      <div className="no-print">
        <FilterSelect
          label={common('item')}
          value={item}
          options={items.map((each) => ({ value: each.code, label: each.title }))}
          onChange={(next) => change({ item: next })}
        />
        <p>{t('binderAbout')}</p>
      </div>
      <Loaded read={binder}>
        {(data) =>
          data.pages.length === 0 ? (
            <EmptyState title={t('noLeaves')} />
          ) : (
            <table className="binder-catalogue" aria-label={title}>
              <thead>
                <tr>
                  <th scope="col">{t('number')}</th>
                  <th scope="col">{t('issuer')}</th>
                  <th scope="col">{t('leafTitle')}</th>
                  <th scope="col">{t('day')}</th>
                  <th scope="col">{t('pages')}</th>
                  <th scope="col">{t('remarks')}</th>
                </tr>
              </thead>
              <tbody>
                {data.pages.map((page) => (
                  <tr key={page.materialId}>
                    <td>{page.number}</td>
                    <td>{page.issuer ?? '—'}</td>
                    <td>
                      {page.withheld ? (
                        page.itemTitle
                      ) : (
                        <Link
                          to="/dossiers/$id"
                          params={{ id: subject.id }}
                          search={{ material: page.materialId } as never}
                        >
                          {page.title ?? page.itemTitle}
                        </Link>
                      )}
                    </td>
                    <td className="binder-day">
                      <Day day={page.day} />
                    </td>
                    <td>{page.pages ?? '—'}</td>
                    <td>
                      {page.withheld
                        ? t('withheld')
                        : [page.note, page.files ? t('files', { count: page.files }) : null]
                            .filter(Boolean)
                            .join(semicolon())}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      {adding && <AddMaterial subjectId={subject.id} item={adding} onClose={() => setAdding(undefined)} />}
    </Page>
  );
}
