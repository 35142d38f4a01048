import { Link } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import { AddMaterial } from './AddMaterial.tsx';
import { Appraisals } from './Appraisals.tsx';
import type { CatalogueItem, Dossier, MaterialHead } from './dossier.api.ts';
import { formTexts } from './form.texts.ts';
import { texts } from './texts.ts';

interface Props {
  dossier: Dossier;
  onOpen: (materialId: string) => void;
}

/** Every item with its entries, its age and its gap, who owes it and what was asked. */
export function Catalogue({ dossier, onOpen }: Props) {
  const t = useText(texts);
  const form = useText(formTexts);
  const [adding, setAdding] = useState<CatalogueItem>();
  const [together, setTogether] = useState<CatalogueItem>();
  const mayAdd = dossier.allowed.length > 0;
  return (
    <Section title={t('catalogue')}>
      {dossier.catalogue.map((group) => (
        <section key={group.code} className="catalogue-group">
          <h3>{group.title}</h3>
          <ul>
            {group.items.map((item) => (
              <li key={item.code} className={item.gap === 'missing' ? 'gap' : undefined}>
                <ItemHead item={item} onTogether={() => setTogether(item)} />
                <Entries heads={item.materials} onOpen={onOpen} />
                {mayAdd && item.byHand && item.current && (
                  <Space>
                    <Button size="small" onClick={() => setAdding(item)}>
                      {t('add')}
                    </Button>
                    {item.paper && (
                      <Link
                        to="/dossiers/$id/form-import"
                        params={{ id: dossier.subject.id }}
                        search={{ item: item.code } as never}
                      >
                        {form('import')}
                      </Link>
                    )}
                  </Space>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {adding && (
        <AddMaterial subjectId={dossier.subject.id} item={adding} onClose={() => setAdding(undefined)} />
      )}
      {together && (
        <Appraisals subjectId={dossier.subject.id} item={together} onClose={() => setTogether(undefined)} />
      )}
    </Section>
  );
}

function ItemHead({ item, onTogether }: { item: CatalogueItem; onTogether: () => void }) {
  const t = useText(texts);
  return (
    <p className="item-head">
      <strong title={item.note ?? undefined}>{item.title}</strong>{' '}
      {item.required && <small>{t('required')}</small>}{' '}
      {item.gap === 'missing' && <StatusTag title={t('gapMissing')} tone="late" hint={item.why ?? ''} />}
      {item.gap === 'stale' && <StatusTag title={t('gapStale')} tone="care" hint={item.why ?? ''} />}
      {item.gap !== null && item.owedBy[0] && (
        <small>
          {t('owedBy')} {item.owedBy.map((party) => party.name).join('、')}
        </small>
      )}
      {item.asked && (
        <small>
          {t('asked')} <Day day={item.asked.dueOn} />
        </small>
      )}
      {item.sealed === 'few' && <small>{t('sealedFew')}</small>}
      {item.sealed === 'together' && (
        <Button type="link" size="small" onClick={onTogether}>
          {t('showTogether')}
        </Button>
      )}
    </p>
  );
}

const SHOWN = 6;

function Entries({ heads, onOpen }: { heads: readonly MaterialHead[]; onOpen: (id: string) => void }) {
  const t = useText(texts);
  const [all, setAll] = useState(false);
  if (heads.length === 0) return null;
  return (
    <ul className="entries">
      {(all ? heads : heads.slice(0, SHOWN)).map((head) => (
        <li key={head.id}>
          <Day day={head.day} />{' '}
          {head.withheld ? (
            <span className="absent">{t('withheld')}</span>
          ) : (
            <Button type="link" size="small" onClick={() => onOpen(head.id)}>
              {head.title ?? head.itemTitle}
            </Button>
          )}{' '}
          <StatusTag title={head.statusTitle} tone={head.factual ? 'done' : 'care'} />
          {head.sourceTitle && <small> {head.sourceTitle}</small>}
        </li>
      ))}
      {!all && heads.length > SHOWN && (
        <li>
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {t('entries', { count: heads.length })}
          </Button>
        </li>
      )}
    </ul>
  );
}
