import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FileUploads, HeldBack } from './FileUploads.tsx';
import { failureOf, heldBy, type UploadRow } from './uploads.rules.ts';
import type { Uploads } from './use-uploads.ts';

const problem = (detail: string) =>
  JSON.stringify({ title: '该文件不能接收。', faults: [{ pointer: '/file', code: 'file.damaged', detail }] });

const arrived: UploadRow = { key: '1', name: '谈话笔录.docx', share: 1, id: 'a' };
const underWay: UploadRow = { key: '2', name: '台账.xlsx', share: 0.4 };
const refused: UploadRow = {
  key: '3',
  name: '扫描件.pdf',
  share: 1,
  failure: { kind: 'refused', reasons: ['文件已加密。请取消加密后再上传。'] },
};
const broken: UploadRow = {
  ...refused,
  key: '4',
  name: '照片.png',
  failure: { kind: 'broken', reasons: ['上传中断'] },
};

describe('why a file did not arrive', () => {
  it.each([
    [422, 'refused'],
    [413, 'refused'],
    [404, 'refused'],
    [0, 'broken'],
    [401, 'broken'],
    [409, 'broken'],
    [503, 'broken'],
  ] as const)('%i is %s', (status, kind) => {
    expect(failureOf(status, problem('文件已损坏。'), '中断')).toEqual({ kind, reasons: ['文件已损坏。'] });
  });

  it('gives the faults before the title, and its own words where nothing was said', () => {
    expect(failureOf(413, '{"title":"内容超过大小限制。"}', '中断').reasons).toEqual(['内容超过大小限制。']);
    expect(failureOf(502, '<html>', '中断').reasons).toEqual(['中断']);
    expect(failureOf(422, '{}', '中断').reasons).toEqual(['中断']);
  });
});

describe('saving', () => {
  it('is held back by every chosen file that has not arrived', () => {
    expect(heldBy([])).toBeUndefined();
    expect(heldBy([arrived])).toBeUndefined();
    expect(heldBy([arrived, underWay, refused, broken])).toEqual({
      underWay: ['台账.xlsx'],
      refused: ['扫描件.pdf'],
      broken: ['照片.png'],
    });
  });
});

const uploadsOf = (...rows: UploadRow[]): Uploads => ({
  rows,
  ids: [],
  held: heldBy(rows),
  begin: () => undefined,
  remove: () => undefined,
  goOn: () => undefined,
});
const drawn = (element: ReactElement) =>
  renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, element));
const files = (...rows: UploadRow[]) => drawn(createElement(FileUploads, { uploads: uploadsOf(...rows) }));
const held = (...rows: UploadRow[]) => drawn(createElement(HeldBack, { uploads: uploadsOf(...rows) }));

describe('a refused file', () => {
  it('says why and offers another file, not to go on', () => {
    const html = files(refused);
    expect(html).toContain('文件已加密');
    expect(html).toContain('另选文件代替 扫描件.pdf');
    expect(html).not.toContain('继续上传');
  });

  it('is named beside the button that saves, with the way to save without it', () => {
    expect(held(arrived, refused)).toMatch(/扫描件\.pdf 未被接收.*移除未传上的文件/);
    expect(held(arrived)).toBe('');
  });

  it('differs from one that broke off, which goes on, and one under way, which is waited for', () => {
    expect(files(broken)).toContain('继续上传 照片.png');
    expect(held(underWay)).toContain('台账.xlsx 正在上传');
    expect(held(underWay)).not.toContain('移除未传上的文件');
  });
});
