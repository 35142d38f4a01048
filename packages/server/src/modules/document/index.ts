import type { Module } from '../../platform/http/module.ts';
import { documentEffects } from './document.effects.ts';
import { documentRoutes } from './document.routes.ts';
import { texts } from './texts.ts';

export { type IssueOptions, issueDocument } from './issue-document.ts';
export { type IssuedPaper, listIssuedTo } from './issued-to.ts';

export const document: Module = {
  name: 'document',
  routes: documentRoutes,
  effects: documentEffects,
  texts,
};
