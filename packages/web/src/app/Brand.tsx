import { Link } from '@tanstack/react-router';
import { texts } from '../kit/texts.ts';
import { useText } from '../lib/texts.ts';

/** A plumb line: cord and bob. */
export function PlumbMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="plumb-mark">
      <path
        d="M5 2.5h14M12 2.5v9"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <path
        d="M12 11.5c2.6 0 4 1.3 4 3.1 0 2.4-2.4 4.3-4 7.4-1.6-3.1-4-5-4-7.4 0-1.8 1.4-3.1 4-3.1z"
        fill="currentColor"
      />
    </svg>
  );
}

export function Brand() {
  const t = useText(texts);
  return (
    <Link to="/" className="brand">
      <PlumbMark />
      <span>{t('product')}</span>
    </Link>
  );
}
