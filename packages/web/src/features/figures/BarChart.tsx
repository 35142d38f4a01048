import './figures.css';

export interface Bar {
  key: string;
  label: string;
  value: number;
}

/** Bars of one figure, one below the other. The table beside it says the same to whoever does not see it. */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className="bars" aria-hidden="true">
      <figcaption>{title}</figcaption>
      <ul>
        {bars.map(({ key, label, value }) => (
          <li key={key}>
            <span className="bar-label">{label}</span>
            <span className="bar-track">
              <span className="bar" style={{ inlineSize: `${(100 * value) / most}%` }} />
            </span>
            <span className="bar-value">{value}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
