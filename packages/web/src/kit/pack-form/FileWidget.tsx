import type { WidgetProps } from '@rjsf/utils';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';
import { FileUploads, HeldBack } from '../uploads/FileUploads.tsx';
import { useUploads } from '../uploads/use-uploads.ts';

/** Files of a step: sent as soon as they are chosen; the value is the ids of those that arrived. */
export function FileWidget({ value, onChange }: WidgetProps) {
  const t = useText(texts);
  const there = ((value ?? []) as string[]).map((id, i) => ({ id, name: t('attachedFile', { no: i + 1 }) }));
  const uploads = useUploads(there, (ids) => onChange(ids.length > 0 ? ids : undefined));
  return (
    <>
      <FileUploads uploads={uploads} />
      <HeldBack uploads={uploads} />
    </>
  );
}
