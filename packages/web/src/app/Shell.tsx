import { MenuOutlined } from '@ant-design/icons';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { App, Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { pick, suggestLanguage, useLanguage } from '../lib/language.ts';
import { useSession } from '../lib/session.ts';
import { remember, remembered } from '../lib/storage.ts';
import { useText } from '../lib/texts.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Banners } from './Banners.tsx';
import { Brand } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SideNav } from './SideNav.tsx';
import { texts } from './texts.ts';
import { useMedia } from './use-media.ts';
import { useRouteFocus } from './use-route-focus.ts';

const FOLDED = 'navigation-folded';

/** Everything around a page: navigation, top bar, banners. */
export default function Shell() {
  const t = useText(texts);
  const session = useSession();
  const { name, nameEn } = session.jurisdiction;
  const place = pick({ zh: name, en: nameEn }, useLanguage());
  const wide = useMedia('(min-width: 1200px)');
  const narrow = useMedia('(max-width: 767px)');
  const [folded, setFolded] = useState(() => remembered(FOLDED) === 'yes');
  const [drawer, setDrawer] = useState(false);
  // The page that is drawn, not the one that is still being fetched.
  const path = useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
  useRouteFocus(path);
  useEffect(() => suggestLanguage(session.locale), [session.locale]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer
  useEffect(() => setDrawer(false), [path]);
  const rail = !wide || folded;

  const toggle = () => {
    remember(FOLDED, folded ? 'no' : 'yes');
    setFolded(!folded);
  };

  return (
    <App className={rail ? 'shell shell-rail' : 'shell'}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="topbar">
        {narrow && (
          <Button
            type="text"
            icon={<MenuOutlined />}
            aria-label={t('openMenu')}
            onClick={() => setDrawer(true)}
          />
        )}
        <Brand />
        <span className="jurisdiction">{place}</span>
        <SearchBox />
        <span className="topbar-end">
          <LanguageSwitch />
          <AccountMenu />
        </span>
      </header>
      {narrow ? (
        <Drawer
          open={drawer}
          onClose={() => setDrawer(false)}
          placement="left"
          size={260}
          styles={{ body: { padding: 0 } }}
          title={t('navigation')}
        >
          <SideNav rail={false} />
        </Drawer>
      ) : (
        <SideNav rail={rail} {...(wide ? { onToggle: toggle } : {})} />
      )}
      <div className="stage">
        <Banners />
        <main id="content" className="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </App>
  );
}
