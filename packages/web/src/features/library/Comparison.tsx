import { Checkbox } from 'antd';
import { useState } from 'react';
import '../../kit/pack-form/pack-form.css';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { type Difference, useDifferences, type Version } from './library.api.ts';
import { changedStretch } from './library.format.ts';
import { texts } from './texts.ts';

/** A version beside the one before it, article by article; unchanged articles are left out unless asked for. */
export function Comparison({ version }: { version: Version }) {
  const t = useText(texts);
  const [whole, setWhole] = useState(false);
  const read = useDifferences(version.id);
  return (
    <Loaded read={read}>
      {({ against, rows }) => {
        const count = (change: Difference['change']) => rows.filter((row) => row.change === change).length;
        const shown = whole ? rows : rows.filter((row) => row.change !== 'same');
        return (
          <>
            <p role="status">
              {t('changes', {
                added: count('added'),
                changed: count('changed'),
                removed: count('removed'),
                same: count('same'),
              })}
            </p>
            <Checkbox
              className="no-print"
              checked={whole}
              onChange={(event) => setWhole(event.target.checked)}
            >
              {t('showSame')}
            </Checkbox>
            {shown.length === 0 ? (
              <EmptyState title={t('nothingChanged')} />
            ) : (
              <div className="form-view-rows library-comparison">
                <table aria-label={t('comparison')}>
                  <thead>
                    <tr>
                      <th scope="col">{t('article')}</th>
                      <th scope="col">{t('versionN', { number: against ?? 0 })}</th>
                      <th scope="col">{t('versionN', { number: version.number })}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((row, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a comparison keep their order
                      <tr key={i}>
                        <th scope="row">
                          {row.label} <StatusTag title={t(`change_${row.change}`)} tone={TONES[row.change]} />
                        </th>
                        <td>
                          <Side text={row.before} against={row.after} as="del" />
                        </td>
                        <td>
                          <Side text={row.after} against={row.before} as="ins" />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

const TONES = { added: 'live', removed: 'care', changed: 'plain', same: 'quiet' } as const;

/** One side of a row; in an article that changed, the stretch that differs is marked. */
function Side({ text, against, as: As }: { text: string | null; against: string | null; as: 'del' | 'ins' }) {
  if (text === null) return <span className="absent">—</span>;
  if (against === null) return <As>{text}</As>;
  const [before, other, after] = changedStretch(text, against);
  return (
    <>
      {before}
      {other && <As>{other}</As>}
      {after}
    </>
  );
}
