import { getStepDraft, saveStepDraft } from '@plumbline/contract/draft';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { call } from '../../../lib/call.ts';
import { dropKept, findKept, type KeptPlace, keep } from '../../../lib/kept.ts';
import { DraftKeeper, type DraftState, type Kept } from './draft-keeper.ts';

/** After so long without a keystroke the form is sent; while the network is down it is tried again as often. */
const SEND_AFTER_MS = 1_500;
const RETRY_MS = 4_000;

interface Opened {
  keeper: DraftKeeper | undefined;
  problem: unknown;
  retry: () => void;
}

/** Opens the form of a step as it was saved, with what this machine keeps of it. */
export function useDraftKeeper(account: string, matterId: string, action: string): Opened {
  const [opened, setOpened] = useState<{ keeper?: DraftKeeper; problem?: unknown }>({});
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened again when the user asks
  useEffect(() => {
    let left = false;
    open(account, matterId, action).then(
      (keeper) => !left && setOpened({ keeper }),
      (problem: unknown) => !left && setOpened({ problem }),
    );
    return () => {
      left = true;
    };
  }, [account, matterId, action, tries]);
  return {
    keeper: opened.keeper,
    problem: opened.problem,
    retry: () => {
      setOpened({});
      setTries(tries + 1);
    },
  };
}

async function open(account: string, matterId: string, action: string): Promise<DraftKeeper> {
  const params = { id: matterId, action };
  const place: KeptPlace = { account, name: `${matterId}.${action}` };
  const saved = await call(getStepDraft, { params });
  const kept = (await findKept(place, saved.key)) as Kept | undefined;
  return new DraftKeeper(
    {
      save: (version, data) => call(saveStepDraft, { params, body: { version, data } }),
      load: () => call(getStepDraft, { params }),
      keep: (value) => keep(place, saved.key, value),
      drop: () => dropKept(place),
    },
    saved,
    kept,
  );
}

/** The state of the form; it is sent when the writer pauses, and when the network is back. */
export function useDraftState(keeper: DraftKeeper): DraftState {
  const state = useSyncExternalStore(keeper.listen, () => keeper.state);
  const { status, data } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each keystroke begins the pause anew
  useEffect(() => {
    if (status !== 'writing') return;
    const timer = setTimeout(() => void keeper.send(), SEND_AFTER_MS);
    return () => clearTimeout(timer);
  }, [keeper, status, data]);
  useEffect(() => {
    if (status !== 'offline') return;
    const again = () => void keeper.send();
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [keeper, status]);
  return state;
}
