import { Link } from '@tanstack/react-router';
import { Due } from '../../kit/Day.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { WorkCard } from '../../kit/WorkCard.tsx';
import { useText } from '../../lib/texts.ts';
import { useWorkbench } from './matter.api.ts';
import { texts } from './texts.ts';

const SHOWN = 8;

/** What waits for this account, the oldest deadline first, and why. */
export default function MyMattersCard() {
  const t = useText(texts);
  const desk = useWorkbench();
  const items = desk.data?.todo ?? [];
  return (
    <WorkCard
      title={t('mine')}
      count={desk.data?.counts.todo}
      late={items.some((row) => row.overdue)}
      more={{ to: '/workbench', label: t('all') }}
    >
      <Loaded read={desk}>
        {({ todo }) =>
          todo.length === 0 ? (
            <EmptyState title={t('mineNone')} />
          ) : (
            <ul className="worklist">
              {todo.slice(0, SHOWN).map((row) => (
                <li key={row.id}>
                  <Link to={row.link}>{row.title}</Link>{' '}
                  <small>
                    {row.about && !row.title.includes(row.about) && `${row.about} · `}
                    {row.procedureTitle}
                  </small>{' '}
                  <small>{row.whyText}</small> <Due day={row.dueOn} provisional={row.provisional} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </WorkCard>
  );
}
