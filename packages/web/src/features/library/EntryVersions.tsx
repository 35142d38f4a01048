import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import '../../kit/pack-form/pack-form.css';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import type { Entry } from './library.api.ts';
import { versionsAround } from './library.format.ts';
import { texts } from './texts.ts';

/** Versions of an entry, the newest first, with their states; each can be read and compared with the one before. */
export function EntryVersions({ entry }: { entry: Entry }) {
  const t = useText(texts);
  const path = `/library/${entry.id}`;
  return (
    <Section title={t('versions')}>
      <div className="form-view-rows">
        <table aria-label={t('versions')}>
          <thead>
            <tr>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('effectiveFrom')}</th>
              <th scope="col">{t('versionNote')}</th>
              <th scope="col">{t('read')}</th>
            </tr>
          </thead>
          <tbody>
            {entry.versions.map((version) => {
              const { before } = versionsAround(entry.versions, version.id);
              const chosen = version.id === entry.versionId;
              return (
                <tr key={version.id}>
                  <td>{t('versionN', { number: version.number })}</td>
                  <td>
                    {version.state} {version.inForce && <StatusTag title={t('inForce')} tone="done" />}{' '}
                    {version.fromPack && <small>{t('fromPack')}</small>}
                  </td>
                  <td>
                    <Day day={version.effectiveFrom} />
                  </td>
                  <td>{version.note || <span className="absent">—</span>}</td>
                  <td className="library-version-links">
                    {chosen ? (
                      <span>{t('shownNow')}</span>
                    ) : (
                      <Link to={path as string} search={{ version: version.id } as never}>
                        {t('readIt')}
                      </Link>
                    )}
                    {before && (
                      <Link to={path as string} search={{ version: version.id, compare: 'true' } as never}>
                        {t('compareWith', { number: before.number })}
                      </Link>
                    )}
                    {version.matterId && version.matterVersion !== null && (
                      <Link to={`/matters/${version.matterId}` as string}>{t('record')}</Link>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
