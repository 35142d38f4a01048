import { useEffect, useRef } from 'react';

/**
 * After a change of page the focus goes to the page's heading, so that a screen reader says where one is
 * and the tab key starts there. A page that loads late is waited for; the first page keeps the focus as it is.
 */
export function useRouteFocus(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    const main = document.getElementById('content');
    if (!main) return;
    const focus = () => {
      const heading = main.querySelector<HTMLElement>('h1');
      heading?.focus({ preventScroll: true });
      return heading !== null;
    };
    if (focus()) return;
    main.focus({ preventScroll: true });
    const observer = new MutationObserver(() => {
      // Somebody who has begun to work in the page is not disturbed.
      if (document.activeElement !== main || focus()) observer.disconnect();
    });
    observer.observe(main, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [path]);
}
