import { SearchOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useHasPage } from '../lib/pages.ts';
import { useMay } from '../lib/session.ts';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Searches everything that this account may see; “/” brings the cursor here. */
export function SearchBox() {
  const t = useText(texts);
  const may = useMay('search.use');
  const hasPage = useHasPage('/search');
  const navigate = useNavigate();
  const { q } = useSearch({ strict: false }) as { q?: string };
  const [words, setWords] = useState(q ?? '');
  const input = useRef<InputRef>(null);
  useEffect(() => setWords(q ?? ''), [q]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (!may || !hasPage) return <span className="searchbox" />;
  return (
    <search className="searchbox">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const text = words.trim();
          if (text) void navigate({ to: '/search', search: { q: text } as never });
        }}
      >
        <Input
          ref={input}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          prefix={<SearchOutlined />}
          suffix={<kbd title={t('searchHint')}>/</kbd>}
          placeholder={t('searchPlaceholder')}
          aria-label={t('searchLabel')}
          maxLength={200}
          autoComplete="off"
        />
      </form>
    </search>
  );
}
