import { semicolon } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import './clue.css';
import type { Match } from './clue.api.ts';
import { texts } from './texts.ts';

/** What the clue says, and what the body wrote beside everybody who may be meant, point by point. */
export function MatchDetail({ match }: { match: Match }) {
  const t = useText(texts);
  const { written, filled, proposed } = match;
  return (
    <div className="match-more">
      <p>{match.content}</p>
      <table className="match-compare" aria-label={t('compare')}>
        <thead>
          <tr>
            {(['whose', 'matchName', 'matchUnit', 'matchPost', 'birthYear', 'idNumber', 'why'] as const).map(
              (key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('written')}</th>
            <td>{written.name ?? '—'}</td>
            <td>
              {written.unit ?? <span className="late">{t('unitEmpty')}</span>}
              {filled && <small>{filledText(t, filled)}</small>}
            </td>
            <td>{written.post ?? '—'}</td>
            <td>—</td>
            <td>{written.idNumber ?? '—'}</td>
            <td />
          </tr>
          <Candidate label={t('proposed')} of={{ ...proposed, reasons: match.reasons }} />
          {match.candidates.map((other) => (
            <Candidate key={other.id} label={t('another')} of={other} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Say = ReturnType<typeof useText<NonNullable<(typeof texts)['keys']>>>;

const filledText = (t: Say, { unit, by }: NonNullable<Match['filled']>) =>
  by ? t('filledBy', { unit, by }) : t('filledOnPick', { unit });

interface Compared {
  name: string | null;
  unit: string | null;
  post: string | null;
  birthYear: string | null;
  reasons: Match['reasons'];
}

function Candidate({ label, of }: { label: string; of: Compared }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{of.name ?? '—'}</td>
      <td>{of.unit ?? '—'}</td>
      <td>{of.post ?? '—'}</td>
      <td>{of.birthYear ?? '—'}</td>
      <td>—</td>
      <td>{of.reasons.map((reason) => reason.text).join(semicolon())}</td>
    </tr>
  );
}
