import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { SIGN } from './sign.api.ts';
import { texts } from './sign.texts.ts';

interface Props {
  subject: { kind: 'person' | 'unit'; id: string };
  /** The matter or the entry in which it was seen. */
  matterId?: string;
  materialId?: string;
}

/** Leads to the form of a small sign, filled with whom it is about and what it came from. */
export default function NoteSign({ subject, matterId, materialId }: Props) {
  const t = useText(texts);
  const may = useMay('sign.note');
  if (!may) return null;
  const search = new URLSearchParams({
    procedure: SIGN,
    kind: subject.kind,
    subject: subject.id,
    ...(matterId ? { 'given.originMatter': matterId } : {}),
    ...(materialId ? { 'given.originEntry': materialId } : {}),
  });
  return (
    <Link to={`/matters/new?${search}` as string}>
      <Button size="small" tabIndex={-1}>
        {t('note')}
      </Button>
    </Link>
  );
}
