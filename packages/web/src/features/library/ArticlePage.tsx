import { Navigate } from '@tanstack/react-router';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { useArticles } from './library.api.ts';
import { texts } from './texts.ts';

/** An article that a form cites leads to its entry, at that article. */
export default function ArticlePage() {
  const t = useText(texts);
  const articles = useArticles({ ids: usePathParam('id') });
  return (
    <Loaded read={articles}>
      {({ items: [article] }) =>
        article ? (
          <Navigate
            to={`/library/${article.itemId}` as string}
            hash={`article-${article.number}`}
            search={{} as never}
            replace
          />
        ) : (
          <EmptyState title={t('notOpen')} />
        )
      }
    </Loaded>
  );
}
