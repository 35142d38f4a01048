import { downloadBrief } from '@plumbline/contract/brief';
import { Button } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { texts as kitTexts } from '../../kit/texts.ts';
import { download } from '../../lib/download.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { useBrief } from './form.api.ts';
import { texts as formTexts } from './form.texts.ts';
import './paper.css';
import { texts } from './texts.ts';

/** Two pages for a meeting: verified facts only, and how much is left to the dossier. */
export default function BriefPage() {
  const t = useText(formTexts);
  const common = useText(texts);
  const kit = useText(kitTexts);
  const subjectId = usePathParam('id');
  const brief = useBrief(subjectId);
  return (
    <Loaded read={brief}>
      {(data) => (
        <Page
          title={t('brief')}
          breadcrumbs={[
            { title: common('list'), to: '/dossiers' },
            { title: data.subject.name, to: `/dossiers/${subjectId}` },
            { title: t('brief') },
          ]}
          actions={
            <>
              <Button type="primary" onClick={() => window.print()}>
                {kit('print')}
              </Button>
              <Button onClick={() => void download(downloadBrief, { params: { subjectId } })}>
                {t('document')}
              </Button>
            </>
          }
        >
          <div className="brief-page">
            <h2>{data.title}</h2>
            {data.sections.map((section) => (
              <section key={section.heading}>
                <h3>{section.heading}</h3>
                {section.lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
                  <p key={index}>{line}</p>
                ))}
                {section.table && (
                  <table aria-label={section.heading}>
                    <thead>
                      <tr>
                        {section.table.columns.map((column) => (
                          <th scope="col" key={column}>
                            {column}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {section.table.rows.map((row, r) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: rows are in a fixed order
                        <tr key={r}>
                          {row.map((cell, c) => (
                            // biome-ignore lint/suspicious/noArrayIndexKey: cells are in a fixed order
                            <td key={c}>{cell ?? '—'}</td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
                {section.more && <p className="brief-more">{section.more}</p>}
              </section>
            ))}
            <p className="brief-more">
              {data.organ} · {data.day}
            </p>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
