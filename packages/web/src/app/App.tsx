import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useRef } from 'react';
import { onRefusal } from '../lib/call.ts';
import { useLanguage } from '../lib/language.ts';
import { PagesContext } from '../lib/pages.ts';
import { isSignedOut } from '../lib/problem.ts';
import { newQueryClient } from '../lib/query-client.ts';
import { features } from './features.ts';
import { FeaturesContext } from './features-context.ts';
import { makeRouter } from './router.tsx';
import { stillTheme, theme } from './theme.ts';
import { useMedia } from './use-media.ts';

const queryClient = newQueryClient();
const router = makeRouter(queryClient, features);
const paths = new Set(features.flatMap((feature) => feature.routes.map((route) => route.path)));

/** Signed out or an initial password, wherever it shows: to the page that mends it, and back afterwards. */
function leadAway(): () => void {
  return onRefusal((problem) => {
    if (problem.code === 'other-account') return window.location.reload();
    const here = router.state.location;
    const to = isSignedOut(problem)
      ? '/sign-in'
      : problem.code === 'password-change-due'
        ? '/initial-password'
        : undefined;
    if (!to || here.pathname === '/sign-in' || here.pathname === to) return;
    void router.navigate({ to, search: { back: here.href } as never });
  });
}

export function App() {
  const language = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const shown = useRef(language);
  useEffect(leadAway, []);
  // Titles and notes that the server wrote are in the language they were asked for in.
  useEffect(() => {
    if (shown.current === language) return;
    shown.current = language;
    void queryClient.invalidateQueries();
  }, [language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={still ? stillTheme : theme}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: true, scrollToFirstError: { focus: true } }}
    >
      <QueryClientProvider client={queryClient}>
        <FeaturesContext value={features}>
          <PagesContext value={paths}>
            <RouterProvider router={router} />
          </PagesContext>
        </FeaturesContext>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
