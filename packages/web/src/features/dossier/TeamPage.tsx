import { PersonLink } from '../../kit/links.tsx';
import { Page } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { useTeam } from './dossier.api.ts';
import './dossier.css';
import { texts } from './texts.ts';

/** A leadership team side by side: the same parts of verified entries, no score. */
export default function TeamPage() {
  const t = useText(texts);
  const team = useTeam(usePathParam('id'));
  return (
    <Loaded read={team}>
      {(data) => (
        <Page
          title={`${data.unit.name} · ${t('teamTitle')}`}
          description={t('teamAbout')}
          breadcrumbs={[
            { title: t('list'), to: '/dossiers' },
            { title: data.unit.name, to: `/dossiers/${data.unit.id}` },
            { title: t('teamTitle') },
          ]}
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen must scroll by keys */}
          <section className="table-frame" tabIndex={0} aria-label={t('teamTitle')}>
            <table className="comparison">
              <thead>
                <tr>
                  <th scope="col">{t('item')}</th>
                  {data.members.map((member) => (
                    <th scope="col" key={member.personId}>
                      <PersonLink id={member.personId}>{member.name}</PersonLink>
                      <br />
                      <small>{member.post}</small>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={`${row.item}${row.title}`}>
                    <th scope="row">
                      {row.title} <small>{row.itemTitle}</small>
                    </th>
                    {row.cells.map((cell, index) => (
                      <td
                        key={data.members[index]?.personId ?? index}
                        className={cell?.state === 'stale' ? 'stale' : undefined}
                      >
                        {cell === null ? '—' : cell.withheld ? t('withheld') : cell.values.join('、')}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </Page>
      )}
    </Loaded>
  );
}
