import * as contract from '@plumbline/contract/identity';
import type { Reply } from '@plumbline/contract/route';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, newKey } from '../../lib/call.ts';
import { download } from '../../lib/download.ts';
import type { ProblemError } from '../../lib/problem.ts';

export type Preview = Reply<typeof contract.previewAccounts>;
type Imported = Reply<typeof contract.importAccounts>;

/** A workbook that was checked; its key makes confirming it twice open its accounts once. */
export interface Checked {
  file: File;
  key: string;
  preview: Preview;
}

export function useImport() {
  const client = useQueryClient();
  const check = useMutation<Checked, ProblemError, File>({
    mutationFn: async (file) => ({
      file,
      key: newKey(),
      preview: await call(contract.previewAccounts, {}, { file }),
    }),
  });
  const commit = useMutation<Imported, ProblemError, Checked>({
    mutationFn: ({ file, key }) => call(contract.importAccounts, {}, { file, key }),
    onSuccess: () => client.invalidateQueries({ queryKey: [contract.listAccounts.id] }),
  });
  const fetchPasswords = useMutation<void, ProblemError, string>({
    mutationFn: (id) => download(contract.getInitialPasswords, { params: { id } }),
  });
  return { check, commit, fetchPasswords };
}

export const downloadTemplate = () => download(contract.getAccountTemplate, {});
