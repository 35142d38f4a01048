import { type NamedPerson, resolvePersons } from '@plumbline/contract/registry-persons';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useWrite } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './paste.texts.ts';
import { linesOf, resolvedOf } from './paste-names.ts';

export interface Pasted {
  id: string;
  label: string;
}

interface Props {
  /** Most lines that are taken. */
  most: number;
  onTake: (persons: Pasted[]) => void;
}

/** A list of names or ID numbers as it stands in a letter: each line is looked up, of namesakes somebody is chosen. */
export function PasteNames({ most, onTake }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('paste')}</Button>
      {open && (
        <Modal
          open
          title={t('paste')}
          footer={null}
          width={760}
          onCancel={() => setOpen(false)}
          mask={{ closable: false }}
        >
          <Lines
            most={most}
            onTake={(persons) => {
              onTake(persons);
              setOpen(false);
            }}
          />
        </Modal>
      )}
    </>
  );
}

function Lines({ most, onTake }: Props) {
  const t = useText(texts);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Record<number, string>>({});
  const look = useWrite(resolvePersons);
  const lines = linesOf(text);
  const items = look.data?.items ?? [];
  const { persons, open } = resolvedOf(items, chosen);
  return (
    <div className="paste-names">
      <label htmlFor="paste-names">{t('lines', { most })}</label>
      <Input.TextArea
        id="paste-names"
        value={text}
        autoSize={{ minRows: 6, maxRows: 12 }}
        onChange={(event) => {
          setText(event.target.value);
          look.reset();
          setChosen({});
        }}
      />
      {lines.length > most && (
        <Alert type="error" role="alert" title={t('tooMany', { count: lines.length, most })} />
      )}
      <ProblemAlert problem={look.error ?? undefined} />
      <div className="page-actions">
        <Button
          disabled={lines.length === 0 || lines.length > most}
          loading={look.isPending}
          onClick={() => look.mutate({ body: { lines } })}
        >
          {t('look', { count: lines.length })}
        </Button>
      </div>
      {items.length > 0 && (
        <>
          <Alert
            type={open > 0 ? 'warning' : 'success'}
            role="status"
            title={open > 0 ? t('open', { count: open }) : t('all', { count: persons.length })}
          />
          <ol className="pasted-names">
            {items.map((item, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order, and may say the same
              <li key={i}>
                <span>{item.text}</span>{' '}
                <Meaning
                  item={item}
                  chosen={chosen[i]}
                  onChoose={(id) => setChosen({ ...chosen, [i]: id })}
                />
              </li>
            ))}
          </ol>
          <div className="page-actions">
            <Button
              type="primary"
              disabled={open > 0 || persons.length === 0}
              onClick={() => onTake(persons)}
            >
              {t('take', { count: persons.length })}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

interface MeaningProps {
  item: NamedPerson;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

function Meaning({ item, chosen, onChoose }: MeaningProps) {
  const t = useText(texts);
  const [only] = item.persons;
  if (item.found === 'several')
    return (
      <Select
        aria-label={t('which', { name: item.text })}
        placeholder={t('which', { name: item.text })}
        value={chosen}
        onChange={onChoose}
        style={{ minWidth: '18rem' }}
        options={item.persons.map(({ id, name, about }) => ({
          value: id,
          label: [name, about].filter(Boolean).join(' · '),
        }))}
      />
    );
  if (item.found === 'one') return <small>{only!.about ?? only!.name}</small>;
  return <small className="late">{t(item.found)}</small>;
}
