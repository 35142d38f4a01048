import { Navigate } from '@tanstack/react-router';
import { Loaded } from '../../kit/states.tsx';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { useByCode } from './library.api.ts';

/** What the pack refers to by code and article leads to the entry, at that article. */
export default function ByCodePage() {
  const entry = useByCode(usePathParam('code'));
  const [{ article }] = useUrlState<'article'>();
  return (
    <Loaded read={entry}>
      {({ id }) => (
        <Navigate
          to={`/library/${id}` as string}
          {...(article ? { hash: `article-${article}` } : {})}
          search={{} as never}
          replace
        />
      )}
    </Loaded>
  );
}
