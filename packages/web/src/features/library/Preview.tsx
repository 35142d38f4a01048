import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useText } from '../../lib/texts.ts';
import type { Reading } from './library.api.ts';
import { texts } from './texts.ts';

interface Props {
  reading: Reading | undefined;
  text: string;
  /** The store holds articles: their number is told. */
  counted: boolean;
  pending: boolean;
  error: unknown;
}

/** More than this is drawn only in part: the preview is there to see whether the text was cut well. */
const MOST = 300;

/** How a text is cut into articles, with what was noticed and in which line. */
export function Preview({ reading, text, counted, pending, error }: Props) {
  const t = useText(texts);
  const empty = text.trim() === '';
  const shown = empty ? undefined : reading;
  const articles = shown?.parts.filter((part) => part.kind === 'article').length ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="library-preview" aria-label={t('preview')} aria-busy={pending} tabIndex={0}>
      <h3>{t('preview')}</h3>
      {empty && <p className="absent">{t('previewEmpty')}</p>}
      {!empty && <ProblemAlert problem={error} />}
      {shown && (
        <>
          {counted && <p role="status">{t('previewCount', { count: articles })}</p>}
          {shown.notes.length > 0 && (
            <ul className="library-notes">
              {shown.notes.map((note) => (
                <li key={`${note.line} ${note.code}`}>
                  {t('line', { line: note.line, detail: note.detail })}
                </li>
              ))}
            </ul>
          )}
          <ol className="library-preview-parts">
            {shown.parts.slice(0, MOST).map((part, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a preview have no identity
              <li key={i} className={`library-preview-${part.kind}`}>
                {part.label && <strong>{part.label}</strong>} {part.text}
                {part.question && (
                  <em className="library-question">{t('question', { question: part.question })}</em>
                )}
              </li>
            ))}
          </ol>
          {shown.parts.length > MOST && <p className="absent">{t('previewMore', { count: MOST })}</p>}
        </>
      )}
    </section>
  );
}
