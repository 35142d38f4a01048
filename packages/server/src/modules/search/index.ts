import * as contract from '@plumbline/contract/search';
import type { Module } from '../../platform/http/module.ts';
import { runSearch } from './search.ts';

export { type Passage, passagesOf } from './passages.ts';
export { termsOf, toTsQuery } from './query-words.ts';

export const search: Module = {
  name: 'search',
  routes: (endpoints) => endpoints.query(contract.search, (ctx, { query }) => runSearch(ctx, query)),
  texts: {
    'no-words': { zh: '请输入要检索的文字或数字。', en: 'Type words or numbers to search for.' },
  },
};
