import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { fieldErrors } from '../../kit/field-errors.ts';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import type { MemberRow } from './content.ts';
import { useFoundEntries } from './library.api.ts';
import { moved } from './library.format.ts';
import { texts } from './texts.ts';

interface Props {
  value?: MemberRow[];
  onChange?: (members: MemberRow[]) => void;
  problem: unknown;
  self?: string;
}

/** Entries of a collection: found by their words, put in order by buttons, each with a note. */
export function MembersField({ value = [], onChange, problem, self }: Props) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const found = useFoundEntries(q, open);
  const errors = fieldErrors(problem).filter(({ name }) => name[0] === 'members');
  const list = useRef<HTMLOListElement>(null);
  const [focus, setFocus] = useState<{ index: number; button: string }>();
  // The button that moved an entry goes with it: the next press moves it further.
  useEffect(() => {
    if (!focus) return;
    const row = list.current?.children[focus.index];
    const wanted = row?.querySelector<HTMLButtonElement>(`button[data-move="${focus.button}"]`);
    (wanted?.disabled ? row?.querySelector<HTMLButtonElement>('button:not(:disabled)') : wanted)?.focus();
    setFocus(undefined);
  }, [focus]);
  const change = (index: number, part: Partial<MemberRow>) =>
    onChange?.(value.map((row, i) => (i === index ? { ...row, ...part } : row)));
  const move = (index: number, to: number) => {
    onChange?.(moved(value, index, to));
    setSaid(t('movedTo', { title: value[index]?.title ?? '', place: to + 1 }));
    setFocus({ index: to, button: to < index ? 'up' : 'down' });
  };
  const items = (found.data?.items ?? []).filter(({ id }) => id !== self);
  return (
    <div className="library-members">
      <Select
        aria-label={t('addMember')}
        placeholder={t('addMember')}
        showSearch={{ filterOption: false, onSearch: setQ }}
        open={open}
        onOpenChange={setOpen}
        loading={found.isFetching}
        value={null}
        popupMatchSelectWidth={false}
        options={items.map((item) => ({ value: item.id, label: `${item.title} · ${item.sortTitle}` }))}
        onChange={(itemId: string | null) => {
          const item = items.find(({ id }) => id === itemId);
          if (item) onChange?.([...value, { itemId: item.id, title: item.title, note: '' }]);
          setQ('');
        }}
      />
      {errors
        .filter(({ name }) => name.length === 1)
        .flatMap((error) => error.errors)
        .map((error) => (
          <p key={error} className="library-fault" role="alert">
            {error}
          </p>
        ))}
      {value.length === 0 && <p className="absent">{t('noMembers')}</p>}
      <ol ref={list}>
        {value.map((row, index) => {
          const name = row.title ?? t('notOpen');
          const faults = errors.filter((error) => error.name[1] === index).flatMap((error) => error.errors);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry may stand in a collection twice
            <li key={`${row.itemId} ${index}`}>
              <div className="library-member-head">
                <strong>{name}</strong>
                <Button
                  size="small"
                  data-move="up"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={t('moveUpNamed', { title: name })}
                  onClick={() => move(index, index - 1)}
                />
                <Button
                  size="small"
                  data-move="down"
                  icon={<ArrowDownOutlined />}
                  disabled={index === value.length - 1}
                  aria-label={t('moveDownNamed', { title: name })}
                  onClick={() => move(index, index + 1)}
                />
                <Button
                  size="small"
                  type="text"
                  aria-label={t('removeNamed', { title: name })}
                  onClick={() => onChange?.(value.filter((_, i) => i !== index))}
                >
                  {t('remove')}
                </Button>
              </div>
              <div className="library-member-fields">
                <Input
                  aria-label={t('memberArticleOf', { title: name })}
                  placeholder={t('memberArticle')}
                  value={row.number ?? ''}
                  maxLength={10}
                  onChange={(event) => change(index, { number: event.target.value })}
                />
                <Input
                  aria-label={t('memberNoteOf', { title: name })}
                  placeholder={t('memberNote')}
                  value={row.note ?? ''}
                  maxLength={500}
                  onChange={(event) => change(index, { note: event.target.value })}
                />
              </div>
              {faults.length > 0 && (
                <p className="library-fault" role="alert">
                  {faults.join(' ')}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </div>
  );
}
