interface Props {
  /** A stretch of text, and where in it the words of a search stand. */
  passage: { text: string; marks: readonly (readonly [number, number])[] };
}

/** A stretch of text with what matched in it. */
export function Marked({ passage }: Props) {
  const parts = [];
  let at = 0;
  for (const [start, end] of passage.marks) {
    if (start > at) parts.push(passage.text.slice(at, start));
    parts.push(<mark key={start}>{passage.text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(passage.text.slice(at));
  return <>{parts}</>;
}
