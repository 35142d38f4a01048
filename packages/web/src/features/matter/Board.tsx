import { Link } from '@tanstack/react-router';
import { Due } from '../../kit/Day.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { type ProcedureSummary, useMatters, useProcedure } from './matter.api.ts';
import './matter.css';
import { texts } from './texts.ts';

const MOST = 200;

/** Open matters of one procedure, a column for each state that is not an end. */
export function Board({ procedure, q }: { procedure: ProcedureSummary; q?: string | undefined }) {
  const t = useText(texts);
  const pages = useMatters({ procedure: procedure.code, open: 'true', limit: MOST, ...(q ? { q } : {}) });
  const detail = useProcedure(procedure.code, procedure.version);
  const rows = rowsOf(pages);
  const states = (detail.data?.states ?? []).filter((state) => !state.final);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a board wider than the screen must scroll by keys */}
      <section className="board" aria-label={procedure.title} tabIndex={0}>
        {states.map((state) => {
          const here = rows.filter((row) => row.state === state.code);
          return (
            <section key={state.code} className="board-column">
              <h3>
                {state.title} <span className="count">{here.length}</span>
              </h3>
              <ul>
                {here.map((row) => (
                  <li key={row.id}>
                    <Link to={row.link}>{row.title}</Link>
                    <div>
                      <small>{row.number}</small> <Due day={row.dueOn} provisional={row.provisional} />
                    </div>
                    {row.waitsFor && <small>{t(`waits_${row.waitsFor}`)}</small>}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </section>
      {pages.hasNextPage && <p>{t('boardMore', { count: rows.length })}</p>}
    </>
  );
}
