import { LockOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Day, Due } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { AddMaterial } from './AddMaterial.tsx';
import { Appraisals } from './Appraisals.tsx';
import { AskDialog } from './AskDialog.tsx';
import type { CatalogueItem, Dossier, MaterialHead } from './dossier.api.ts';
import { texts as formTexts } from './form.texts.ts';
import { texts } from './texts.ts';

interface Props {
  dossier: Dossier;
  onOpen: (materialId: string) => void;
}

type Doing = { what: 'add' | 'ask' | 'together'; item: CatalogueItem };

/** Every item with its entries, its age and its gap, who owes it and what was asked. */
export function Catalogue({ dossier, onOpen }: Props) {
  const t = useText(texts);
  const [doing, setDoing] = useState<Doing>();
  const { subject, allowed } = dossier;
  const close = () => setDoing(undefined);
  return (
    <Section
      title={t('catalogue')}
      actions={
        allowed.includes('listGaps') && (
          <Link to={subject.kind === 'unit' ? `/gaps?unitId=${subject.id}` : `/gaps?subjectId=${subject.id}`}>
            {t('toGaps')}
          </Link>
        )
      }
    >
      {dossier.catalogue.map((group) => (
        <section key={group.code} className="catalogue-group">
          <h3>{group.title}</h3>
          <ul>
            {group.items.map((item) => (
              <li key={item.code}>
                <ItemHead item={item} />
                <Entries item={item} onOpen={onOpen} />
                <ItemActions
                  subjectId={subject.id}
                  item={item}
                  allowed={allowed}
                  onDo={(what) => setDoing({ what, item })}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {dossier.moreMaterials && <p className="absent">{t('moreEntries')}</p>}
      {doing?.what === 'add' && <AddMaterial subjectId={subject.id} item={doing.item} onClose={close} />}
      {doing?.what === 'together' && <Appraisals subjectId={subject.id} item={doing.item} onClose={close} />}
      {doing?.what === 'ask' && (
        <AskDialog
          asking={{
            subjects: [{ kind: subject.kind, id: subject.id }],
            items: [doing.item.code],
            owedBy: doing.item.owedBy,
          }}
          about={t('askAbout', { item: doing.item.title })}
          onClose={close}
        />
      )}
    </Section>
  );
}

/** What the item is, how old its newest entry is, what is missing and who owes it. */
function ItemHead({ item }: { item: CatalogueItem }) {
  const t = useText(texts);
  const { state, last } = item.freshness;
  return (
    <div className="item-head">
      <strong>{item.title}</strong>
      {item.required && <small className="absent">{t('required')}</small>}
      {item.gap === 'missing' && <StatusTag title={t('gapMissing')} tone="late" />}
      {item.gap === 'stale' && <StatusTag title={t('gapStale')} tone="care" />}
      {!item.gap && last && (
        <small className="absent">{state === 'stale' ? t('stale') : t(stateText(state))}</small>
      )}
      {item.gap && (
        <p>
          {item.since && (
            <>
              {t('since')} <Day day={item.since} />
            </>
          )}
          {item.why && <span> {item.why}</span>}
          {item.owedBy[0] && (
            <span title={item.owedBy.map((party) => party.name).join(comma())}>
              {' '}
              {t('owedBy')} {item.owedBy[0].name}
              {item.owedBy.length > 1 && t('andOthers', { count: item.owedBy.length - 1 })}
            </span>
          )}
        </p>
      )}
      {item.kept === true && <StatusTag title={t('kept')} tone="done" />}
      {item.kept === false && item.required && <StatusTag title={t('notKept')} tone="care" />}
      {!item.byHand && !item.followUp && item.current && (
        <small className="absent">{t('filedByPlatform')}</small>
      )}
      {!item.current && <small className="absent">{t('former')}</small>}
      {item.sealed === 'few' && <small className="absent">{t('sealedFew')}</small>}
    </div>
  );
}

const stateText = (state: CatalogueItem['freshness']['state']) => (state === 'ageing' ? 'ageing' : 'fresh');

interface ActionProps {
  subjectId: string;
  item: CatalogueItem;
  allowed: readonly string[];
  onDo: (what: Doing['what']) => void;
}

function ItemActions({ subjectId, item, allowed, onDo }: ActionProps) {
  const t = useText(texts);
  const form = useText(formTexts);
  const may = (step: string) => allowed.includes(step);
  const named = (label: string) => ({ 'aria-label': `${label} ${item.title}` });
  return (
    <div className="item-actions no-print">
      {item.asked ? (
        <Link to={`/collection-tasks/${item.asked.matterId}`}>
          {t('asked')} <Due day={item.asked.dueOn} provisional={item.asked.provisional} />
        </Link>
      ) : (
        item.gap &&
        item.byHand &&
        may('askCollection') && (
          <Button size="small" onClick={() => onDo('ask')} {...named(t('ask'))}>
            {t('ask')}
          </Button>
        )
      )}
      {item.byHand && item.current && may('addMaterial') && (
        <Button size="small" onClick={() => onDo('add')} {...named(t('add'))}>
          {t('add')}
        </Button>
      )}
      {item.paper && item.byHand && item.current && may('addMaterial') && (
        <Link to="/dossiers/$id/form-import" params={{ id: subjectId }} search={{ item: item.code } as never}>
          {form('import')}
        </Link>
      )}
      {item.sealed === 'together' && may('getAppraisals') && (
        <Button size="small" onClick={() => onDo('together')} {...named(t('showTogether'))}>
          {t('showTogether')}
        </Button>
      )}
    </div>
  );
}

const SHOWN = 4;

function Entries({ item, onOpen }: { item: CatalogueItem; onOpen: (id: string) => void }) {
  const t = useText(texts);
  const [all, setAll] = useState(false);
  const heads = item.materials;
  if (heads.length === 0)
    return <p className="absent entries">{item.followUp ? t('inLedger') : t('noEntries')}</p>;
  return (
    <ul className="entries">
      {(all ? heads : heads.slice(0, SHOWN)).map((head) => (
        <Entry key={head.id} head={head} sealed={item.sealed !== null} onOpen={onOpen} />
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

function Entry({
  head,
  sealed,
  onOpen,
}: {
  head: MaterialHead;
  sealed: boolean;
  onOpen: (id: string) => void;
}) {
  const t = useText(texts);
  return (
    <li>
      <Day day={head.day} />{' '}
      <Button type="link" size="small" onClick={() => onOpen(head.id)}>
        {head.withheld && <LockOutlined aria-hidden="true" />} {head.title ?? head.itemTitle}
      </Button>{' '}
      <StatusTag title={head.statusTitle} tone={head.factual ? 'done' : 'care'} />
      {head.withheld && <small className="absent"> {sealed ? t('sealed') : t('onlyWithSlip')}</small>}
      {head.sourceTitle && <small className="absent"> {head.sourceTitle}</small>}
      {head.files > 0 && <small className="absent"> {t('fileCount', { count: head.files })}</small>}
    </li>
  );
}
