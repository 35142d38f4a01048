import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { LaidDifference, Layout } from './clue.api.ts';
import { texts } from './layout.texts.ts';

/** Where a declaration and another record differ: both sides, their days and sources, and what may explain it. */
export function LaidDifferences({ layout, subjectId }: { layout: Layout; subjectId: string }) {
  const t = useText(texts);
  const { differences, uncompared } = layout;
  return (
    <>
      <h3>{t('differences')}</h3>
      {differences.length === 0 ? (
        <p className="absent">{t('noDifferences')}</p>
      ) : (
        <table className="laid-table laid-differences">
          <caption>
            <small>{t('differencesAbout')}</small>
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('declared')}</th>
              <th scope="col">{t('recorded')}</th>
              <th scope="col">{t('explain')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((one) => (
              <tr key={JSON.stringify([one.rule, one.declared, one.recorded])}>
                <th scope="row">
                  {one.title}
                  <br />
                  <small>{t('bearsOn', { points: one.points.join(comma()) })}</small>
                </th>
                <Side side={one.declared} subjectId={subjectId} />
                <Side side={one.recorded} subjectId={subjectId} />
                <td>
                  {one.note}
                  <br />
                  <small>
                    {one.source} · {t(one.standing)}
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {uncompared.length > 0 && (
        <details>
          <summary>{t('uncompared')}</summary>
          <ul>
            {uncompared.map(({ rule, title, item, why }) => (
              <li key={rule}>{t(`uncompared.${why}`, { title, item })}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Side({ side, subjectId }: { side: LaidDifference['declared']; subjectId: string }) {
  const t = useText(texts);
  return (
    <td>
      <Link to={`/dossiers/${subjectId}?material=${side.entryId}` as string}>{side.itemTitle}</Link>{' '}
      <small>
        <Day day={side.day} /> {side.sourceTitle} {side.statusTitle}
      </small>
      {side.says.length === 0 ? (
        <p className="absent">{t('saysNothing')}</p>
      ) : (
        <dl className="laid-values">
          {side.says.map((said) => (
            <div key={`${said.title} ${said.value}`}>
              <dt>{said.title}</dt>
              <dd>
                {said.value}
                {said.masked && <small> {t('masked')}</small>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </td>
  );
}
