import { DoubleLeftOutlined, DoubleRightOutlined } from '@ant-design/icons';
import { Link, useRouterState } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { lazy, Suspense } from 'react';
import { useSay } from '../lib/language.ts';
import { useMayAny } from '../lib/session.ts';
import { useText } from '../lib/texts.ts';
import type { MenuEntry } from './feature.ts';
import { useFeatures } from './features-context.ts';
import { currentEntry, menuOf } from './menu.ts';
import { texts } from './texts.ts';

const badges = new Map<string, ReturnType<typeof lazy>>();
function Badge({ entry }: { entry: MenuEntry }) {
  if (!entry.badge) return null;
  const Count = badges.get(entry.key) ?? lazy(entry.badge);
  badges.set(entry.key, Count);
  return (
    <Suspense fallback={null}>
      <Count />
    </Suspense>
  );
}

export function SideNav({ rail, onToggle }: { rail: boolean; onToggle?: () => void }) {
  const t = useText(texts);
  const say = useSay();
  const groups = menuOf(useFeatures(), useMayAny());
  const path = useRouterState({ select: (state) => state.location.pathname });
  const current = currentEntry(
    groups.flatMap((group) => group.entries),
    path,
  );
  return (
    <nav className="sidenav" aria-label={t('navigation')}>
      {groups.map(({ group, entries }) => (
        <section key={group}>
          <h2 className={rail ? 'visually-hidden' : undefined}>{t(`group.${group}`)}</h2>
          <ul>
            {entries.map((entry) => (
              <li key={entry.key}>
                <Tooltip title={rail ? say(entry.title) : ''} placement="right">
                  <Link to={entry.path} aria-current={entry === current ? 'page' : undefined}>
                    {/* The icon's own name is English and would be read out before the title. */}
                    <span aria-hidden="true">
                      <entry.icon />
                    </span>
                    <span className={rail ? 'visually-hidden' : 'sidenav-title'}>{say(entry.title)}</span>
                    <Badge entry={entry} />
                  </Link>
                </Tooltip>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {onToggle && (
        <button
          type="button"
          className="sidenav-fold"
          onClick={onToggle}
          aria-expanded={!rail}
          aria-label={rail ? t('expand') : t('collapse')}
        >
          {rail ? <DoubleRightOutlined /> : <DoubleLeftOutlined />}
          {!rail && <span>{t('collapse')}</span>}
        </button>
      )}
    </nav>
  );
}
