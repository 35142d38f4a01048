import type { Say } from '../../lib/texts.ts';
import type { IssuedDocument } from './document.api.ts';
import type { texts } from './texts.ts';

/** Who signed a document, and for whom where somebody stood in. */
export function signerOf(
  t: Say<NonNullable<(typeof texts)['keys']>>,
  { issuedBy, issuedFor }: Pick<IssuedDocument, 'issuedBy' | 'issuedFor'>,
): string {
  const name = issuedBy ?? t('someone');
  return issuedFor ? t('signedFor', { name, other: issuedFor }) : name;
}
