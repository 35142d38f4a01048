import { Alert } from 'antd';
import { PersonLink } from '../../kit/links.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import type { Reading } from './form.api.ts';
import { texts as formTexts } from './form.texts.ts';

/** What the file says beside what is registered: first whose form it is, then where they differ, then doubts. */
export function FormReadingView({ reading }: { reading: Reading }) {
  const t = useText(formTexts);
  return (
    <>
      <Section title={t('whose')}>
        {reading.mismatch && <Alert type="warning" showIcon role="alert" title={t('mismatch')} />}
        <table className="side-by-side">
          <Heads />
          <tbody>
            {reading.person.map((check) => (
              <tr key={check.what}>
                <th scope="row">{t(`what.${check.what}`)}</th>
                <td>
                  <Value what={check.what} value={check.file} />
                </td>
                <td>
                  <Value what={check.what} value={check.registry} />
                </td>
                <td>
                  <StatusTag title={t(`verdict.${check.verdict}`)} tone={TONES[check.verdict]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {reading.others.length > 0 && (
          <>
            <h3>{t('others')}</h3>
            <ul>
              {reading.others.map((other) => (
                <li key={other.id}>
                  <PersonLink id={other.id}>{other.name}</PersonLink>{' '}
                  {[other.unit, other.birth].filter(Boolean).join(' · ')}{' '}
                  {other.sameNumber && <StatusTag title={t('sameNumber')} tone="care" />}
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title={t('differences')}>
        <table className="side-by-side">
          <Heads />
          <tbody>
            {reading.differences.map((difference) => (
              <tr key={difference.title}>
                <th scope="row">{difference.title}</th>
                <td>
                  <Lines lines={difference.file} />
                </td>
                <td>
                  <Lines lines={difference.registry} />
                </td>
                <td>
                  {difference.differs ? (
                    <StatusTag title={t('verdict.differs')} tone="care" />
                  ) : (
                    <StatusTag title={t('verdict.same')} tone="done" />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Doubts reading={reading} />
    </>
  );
}

const TONES = { same: 'done', differs: 'late', unknown: 'quiet' } as const;

function Value({ what, value }: { what: string; value: string | null }) {
  const t = useText(formTexts);
  if (what === 'sex' && (value === 'male' || value === 'female')) return t(`sex.${value}`);
  return value ?? '—';
}

function Heads() {
  const t = useText(formTexts);
  return (
    <thead>
      <tr>
        <th scope="col">{t('point')}</th>
        <th scope="col">{t('inFile')}</th>
        <th scope="col">{t('inRegistry')}</th>
        <th scope="col">{t('result')}</th>
      </tr>
    </thead>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return '—';
  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
  return lines.map((line, index) => <div key={index}>{line}</div>);
}

/** What could not be read, or only by a guess, and what the form still lacks. */
function Doubts({ reading }: { reading: Reading }) {
  const t = useText(formTexts);
  const doubts = [...reading.notes, ...reading.faults];
  if (doubts.length === 0) return <p>{t('noDoubts')}</p>;
  return (
    <Section title={t('doubts')}>
      <ul className="doubts">
        {doubts.map((doubt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: doubts have no identity of their own
          <li key={index}>
            {doubt.row !== undefined && t('row', { row: doubt.row })} {doubt.detail}
          </li>
        ))}
      </ul>
    </Section>
  );
}
