import { downloadFormFile, downloadMaterialPaper } from '@plumbline/contract/form-file';
import { Button } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { texts as kitTexts } from '../../kit/texts.ts';
import { download } from '../../lib/download.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type Paper, usePaper } from './form.api.ts';
import { texts as formTexts } from './form.texts.ts';
import './paper.css';
import { texts } from './texts.ts';

/** An entry as its printed form: one table a page, as the pack lays it out. */
export default function PaperPage() {
  const t = useText(formTexts);
  const common = useText(texts);
  const kit = useText(kitTexts);
  const id = usePathParam('id');
  const paper = usePaper(id);
  return (
    <Loaded read={paper}>
      {(data) => (
        <Page
          title={data.title}
          breadcrumbs={[
            { title: common('list'), to: '/dossiers' },
            { title: data.subject.name, to: `/dossiers/${data.subject.id}` },
            { title: data.title },
          ]}
          actions={
            <>
              <Button type="primary" onClick={() => window.print()}>
                {kit('print')}
              </Button>
              <Button onClick={() => void download(downloadMaterialPaper, { params: { id } })}>
                {t('document')}
              </Button>
              {data.exportable && (
                <Button onClick={() => void download(downloadFormFile, { params: { id } })}>
                  {t('exchange', { extension: data.extension })}
                </Button>
              )}
            </>
          }
        >
          <PaperView paper={data} />
        </Page>
      )}
    </Loaded>
  );
}

function PaperView({ paper }: { paper: Paper }) {
  const t = useText(formTexts);
  return (
    <div className="paper-pages">
      {paper.pages.map((page, p) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are in a fixed order
        <section key={p} className="paper-page" aria-label={t('page', { page: p + 1 })}>
          {p === 0 && (
            <header>
              {paper.mark && <p className="paper-mark">{paper.mark}</p>}
              <p className="paper-title">{paper.title}</p>
            </header>
          )}
          <table>
            <colgroup>
              {page.widths.map((width, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are in a fixed order
                <col key={c} style={{ width: `${width}mm` }} />
              ))}
            </colgroup>
            <tbody>
              {page.rows.map((row, r) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are in a fixed order
                <tr key={r} style={{ height: `${row.height}mm` }}>
                  {row.cells.map((cell, c) => {
                    const Cell = cell.kind === 'label' ? 'th' : 'td';
                    return (
                      <Cell
                        // biome-ignore lint/suspicious/noArrayIndexKey: cells are in a fixed order
                        key={c}
                        colSpan={cell.columns}
                        rowSpan={cell.rows}
                        className={`paper-${cell.align}`}
                        style={{ fontSize: `${cell.size}pt` }}
                      >
                        {cell.kind === 'photo'
                          ? paper.photo && <img src={`/api/files/${paper.photo}`} alt={t('portrait')} />
                          : cell.text}
                      </Cell>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
