import { registerSW } from 'virtual:pwa-register';
import { useEffect, useState } from 'react';

/** Registers the service worker and tells when a new version waits. The user decides when to load it. */
export function useUpdate(): { waiting: boolean; refresh: () => void; later: () => void } {
  const [waiting, setWaiting] = useState(false);
  const [update, setUpdate] = useState<() => void>(() => () => undefined);
  useEffect(() => {
    const apply = registerSW({ onNeedRefresh: () => setWaiting(true) });
    setUpdate(() => () => void apply(true));
  }, []);
  return { waiting, refresh: update, later: () => setWaiting(false) };
}
