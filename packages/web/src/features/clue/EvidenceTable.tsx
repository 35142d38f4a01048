import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { EvidenceStanding, LaidAllegation } from './clue.api.ts';
import { texts } from './layout.texts.ts';

/**
 * How the readings of one allegation stand by the evidence: what is missing first, then what is least contradicted and
 * by which pieces. In words alone: no figure, no colour.
 */
export function EvidenceTable({
  allegation,
  standing,
}: {
  allegation: LaidAllegation;
  standing: EvidenceStanding;
}) {
  const t = useText(texts);
  const { unexamined, least, undecided, tainted, copies, readings } = standing;
  const list = (words: readonly string[]) => words.join(comma());
  const missing = [
    ...(allegation.lookedFor ? [] : [t('notLooked')]),
    ...(unexamined.length > 0 ? [t('unexamined', { readings: list(unexamined) })] : []),
    ...(undecided.length > 0 ? [t('wouldDecide', { readings: list(undecided) })] : []),
  ];
  return (
    <section>
      <h4>{t('evidence', { no: allegation.no })}</h4>
      <p>
        <small>{t('evidenceAbout')}</small>
      </p>
      <p>
        {t('missingFirst')}: {missing.length === 0 && t('nothingMissing')}
      </p>
      <ul>
        {missing.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>
        {t('least')}:{' '}
        {least ? <strong>{list(least)}</strong> : <span className="absent">{t('leastNone')}</span>}
      </p>
      <table className="laid-table">
        <thead>
          <tr>
            <th scope="col">{t('reading')}</th>
            <th scope="col">{t('contradicted')}</th>
            <th scope="col">{t('supported')}</th>
          </tr>
        </thead>
        <tbody>
          {readings.map((reading) => (
            <tr key={reading.title}>
              <th scope="row">{reading.title}</th>
              <Pieces pieces={reading.contradictedBy} />
              <Pieces pieces={reading.supportedBy} />
            </tr>
          ))}
        </tbody>
      </table>
      {tainted.length > 0 && <p>{t('notCounted', { pieces: list(tainted) })}</p>}
      {copies.length > 0 && <p>{t('countedOnce', { pieces: list(copies) })}</p>}
    </section>
  );
}

function Pieces({ pieces }: { pieces: EvidenceStanding['readings'][number]['supportedBy'] }) {
  return (
    <td>
      {pieces.length === 0 ? (
        <span className="absent">—</span>
      ) : (
        <ul className="laid-entries">
          {pieces.map(({ piece, source, weight }) => (
            <li key={piece + source}>
              {piece}{' '}
              <small>
                {source} · {weight}
              </small>
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}
