import { usePack } from '../lib/pack.ts';
import { StatusTag, toneOf } from './StatusTag.tsx';

type Status = { code: string; title: { zh: string; en: string }; live?: boolean; factual?: boolean };

/** A status of the pack by its code, in the pack's word. */
export function PackStatus({ code, late }: { code: string; late?: boolean }) {
  const { data } = usePack();
  const status = (data?.statuses as readonly Status[] | undefined)?.find((entry) => entry.code === code);
  if (!status) return <StatusTag title={code} />;
  const tone = toneOf({ live: status.live === true, factual: status.factual === true });
  return <StatusTag title={status.title} tone={late ? 'late' : tone} />;
}
