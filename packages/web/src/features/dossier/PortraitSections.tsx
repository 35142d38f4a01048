import { Button } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { texts } from './texts.ts';

interface Props {
  sections: Dossier['portrait']['sections'];
  onOpen: (materialId: string) => void;
}

/** What the newest factual entry of each item says, with its day and the way to the entry. */
export function PortraitSections({ sections, onOpen }: Props) {
  const t = useText(texts);
  return (
    <div className="portrait-sections">
      {sections.map((section) => (
        <section key={section.item} className={section.state === 'stale' ? 'stale' : undefined}>
          <h3>
            <Button type="link" onClick={() => onOpen(section.materialId)}>
              {section.itemTitle}
            </Button>{' '}
            <small>
              <Day day={section.day} /> {section.state !== 'fresh' && t(section.state)}
            </small>
          </h3>
          {section.withheld ? (
            <p className="absent">{t('onlyWithSlip')}</p>
          ) : (
            <Facts
              columns={1}
              facts={section.values.map((value) => ({
                label: value.title,
                value: value.values.join(comma()) || null,
                ...(value.masked ? { note: t('masked') } : {}),
              }))}
            />
          )}
        </section>
      ))}
    </div>
  );
}
