import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sessionRead } from '../../lib/session.ts';
import { NilReturn } from './NilReturn.tsx';
import { SheetActions } from './SheetActions.tsx';
import type { Sheet } from './submission.api.ts';
import { rowKey } from './submission.format.ts';

const sheet = {
  id: '0',
  allowed: ['accept', 'return-rows'],
  counts: { total: 3, ready: 3, wrong: 0, ambiguous: 0, excluded: 0, uncertain: 0 },
} as unknown as Sheet;

function drawn(element: ReactElement): string {
  const client = new QueryClient();
  client.setQueryData(sessionRead.queryKey, { name: '沈若兰' } as never);
  return renderToStaticMarkup(createElement(QueryClientProvider, { client }, element));
}
const shown = (ticked: number) => drawn(createElement(SheetActions, { sheet, ticked }));
const button = (html: string) => /<button[^>]*>/.exec(html)?.[0] ?? '';

describe('accepting a sheet', () => {
  it('is held back while rows are ticked to go back, and says why', () => {
    const html = shown(2);
    expect(button(html)).toMatch(/disabled/);
    expect(button(html)).toContain('aria-describedby="accept-waits"');
    expect(html).toMatch(/id="accept-waits">[^<]*2/);
  });

  it('is open when none is', () => {
    const html = shown(0);
    expect(button(html)).not.toMatch(/disabled/);
    expect(html).not.toContain('accept-waits');
  });
});

describe('a nil return', () => {
  const open = { ...sheet, period: '2026Q3', allowed: ['edit', 'nil', 'submit'] } as Sheet;
  const holding = (total: number, excluded: number) =>
    ({ ...open, counts: { ...sheet.counts, total, excluded } }) as Sheet;
  const nil = (of: Sheet) => drawn(createElement(NilReturn, { sheet: of }));

  it('says what it is for, and is no button above the workbook', () => {
    expect(nil(holding(0, 0))).toMatch(/2026Q3 没有应报送的线索.*签署零报告/);
    expect(drawn(createElement(SheetActions, { sheet: holding(0, 0), ticked: 0 }))).not.toContain('零报告');
  });

  it('is offered only to who may sign it, and not beside rows that would go in', () => {
    expect(nil(holding(2, 2))).toContain('签署零报告');
    expect(nil(holding(2, 1))).toBe('');
    expect(nil({ ...holding(0, 0), allowed: ['edit'] } as Sheet)).toBe('');
  });
});

describe('a row that was ready', () => {
  it('is called handed in once the sheet is signed', () => {
    expect(rowKey({ submittedAt: null }, 'ready')).toBe('row.ready');
    expect(rowKey({ submittedAt: '2026-04-02T01:00:00Z' }, 'ready')).toBe('row.submitted');
    expect(rowKey({ submittedAt: '2026-04-02T01:00:00Z' }, 'returned')).toBe('row.returned');
  });
});
