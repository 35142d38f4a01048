import * as contract from '@plumbline/contract/document';
import * as templates from '@plumbline/contract/template';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addressOf, call, newKey } from '../../lib/call.ts';
import { usePages, useRead, useWrite } from '../../lib/data.ts';
import { ProblemError } from '../../lib/problem.ts';

export type { IssuedDocument } from '@plumbline/contract/document';
export type { TemplateDetail, TemplateVersion } from '@plumbline/contract/template';

export const useTemplates = () => useRead(templates.listTemplates, {});
export const useTemplate = (code: string) => useRead(templates.getTemplate, { params: { code } });
export const useTemplatePreview = (code: string, versionId: string | undefined) =>
  useRead(
    templates.previewTemplate,
    { params: { code }, query: versionId ? { versionId } : {} },
    { keepPrevious: true },
  );
export const templateFile = (code: string, versionId?: string) =>
  addressOf(templates.downloadTemplate, { params: { code }, query: versionId ? { versionId } : {} });

const OUTDATED = [templates.getTemplate, templates.listTemplates];
export const useDecideTemplate = () => useWrite(templates.decideTemplate, { outdates: OUTDATED });
export const useWithdrawTemplate = () => useWrite(templates.withdrawTemplate, { outdates: OUTDATED });

interface Replacement {
  file: File;
  organId: string;
  effectiveFrom: string;
  note: string;
}

/** Sends a file as it is: the body is no JSON, so it doesn't go through `call`. */
export function useReplaceTemplate(code: string) {
  const client = useQueryClient();
  return useMutation<templates.TemplateVersion, ProblemError, Replacement>({
    mutationFn: async ({ file, ...query }) => {
      const response = await fetch(
        addressOf(templates.replaceTemplate, {
          params: { code },
          query: { ...query, name: file.name } as never,
        }),
        {
          method: 'POST',
          credentials: 'same-origin',
          headers: {
            'content-type': 'application/octet-stream',
            'idempotency-key': newKey(),
            'accept-language': document.documentElement.lang,
          },
          body: file,
        },
      );
      if (!response.ok) throw new ProblemError(await response.json());
      return response.json();
    },
    onSuccess: () => Promise.all(OUTDATED.map((read) => client.invalidateQueries({ queryKey: [read.id] }))),
  });
}

type Filter = { matterId?: string; subjectId?: string; template?: string; state?: 'valid' | 'void' };
export const useDocuments = (query: Filter) => usePages(contract.listDocuments, { query: query as never });
export const useDocument = (id: string) => useRead(contract.getDocument, { params: { id } });

/** Opening is a write that the page asks for: it is recorded. */
export const useOpenDocument = () => useWrite(contract.openDocument);
export const useVoidDocument = () =>
  useWrite(contract.voidDocument, { outdates: [contract.getDocument, contract.listDocuments] });
export const documentFile = (id: string) => addressOf(contract.downloadDocument, { params: { id } });
export const documentPdf = (id: string) => addressOf(contract.downloadDocumentPdf, { params: { id } });

/** What a document concerns. */
export interface Concern {
  template: string;
  matterId?: string;
  subjectId?: string;
}
export const useDocumentValues = (concern: Concern) =>
  useRead(contract.getDocumentValues, { query: concern as never }, { staleTime: 0 });
export const useIssueDocument = () =>
  useWrite(contract.issueDocument, { outdates: [contract.listDocuments] });
export const previewDocument = (body: contract.NewDocument) => call(contract.previewDocument, { body });
