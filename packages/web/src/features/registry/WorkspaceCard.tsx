import { Link } from '@tanstack/react-router';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, ErrorState, Loading } from '../../kit/states.tsx';
import { WorkCard } from '../../kit/WorkCard.tsx';
import { rowsOf } from '../../lib/data.ts';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import './registry.css';
import { useWorkspace } from './registry.api.ts';
import { texts } from './relation.texts.ts';

const SHOWN = 8;

/** The units that this desk answers for, on the workbench. */
export default function WorkspaceCard() {
  const t = useText(texts);
  const pages = useWorkspace({ limit: SHOWN });
  const rows = rowsOf(pages).slice(0, SHOWN);
  return (
    <WorkCard title={t('workspace')} more={{ to: '/workspace', label: t('all') }}>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : pages.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={t('workspaceNone')} />
      ) : (
        <ul className="plain-list">
          {rows.map((unit) => (
            <li key={unit.id}>
              <Link to={`/units/${unit.id}`}>{unit.name}</Link>{' '}
              <small>{unit.heads.map((head) => head.name).join(comma())}</small>{' '}
              {unit.mine && <StatusTag title={t('mine')} tone="live" />}
            </li>
          ))}
        </ul>
      )}
    </WorkCard>
  );
}
