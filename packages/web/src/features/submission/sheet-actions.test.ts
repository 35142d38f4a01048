import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SheetActions } from './SheetActions.tsx';
import type { Sheet } from './submission.api.ts';

const sheet = {
  id: '0',
  allowed: ['accept', 'return-rows'],
  counts: { total: 3, ready: 3, wrong: 0, ambiguous: 0, excluded: 0, uncertain: 0 },
} as unknown as Sheet;

const shown = (ticked: number) =>
  renderToStaticMarkup(
    createElement(
      QueryClientProvider,
      { client: new QueryClient() },
      createElement(SheetActions, { sheet, ticked }),
    ),
  );
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
