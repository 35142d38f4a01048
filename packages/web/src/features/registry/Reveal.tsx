import type { Person } from '@plumbline/contract/registry';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { useText } from '../../lib/texts.ts';
import { useReveal } from './registry.api.ts';
import { texts } from './texts.ts';

/** The masked number, and the way to see it in full: with a reason, recorded, gone when the page is left. */
export function Reveal({ person }: { person: Pick<Person, 'id' | 'idMasked' | 'allowed'> }) {
  const t = useText(texts);
  const [full, setFull] = useState<string>();
  const reveal = useReveal();
  return (
    <span>
      <span className="figures unbroken" title={full ? t('revealed') : undefined}>
        {full ?? person.idMasked}
      </span>{' '}
      {!full && person.allowed.includes('reveal-identifier') && (
        <ConfirmAction
          label={t('reveal')}
          reason="required"
          button={{ type: 'link', size: 'small' }}
          onConfirm={async (reason) => {
            const { idNumber } = await reveal.mutateAsync({ params: { id: person.id }, body: { reason } });
            setFull(idNumber);
            reveal.reset();
          }}
        >
          <p>{t('revealAbout')}</p>
        </ConfirmAction>
      )}
    </span>
  );
}
