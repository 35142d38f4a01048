import type { Text } from '@plumbline/contract/route';
import { type Machine, type Matter, type Refusal, titleOfStep } from '@plumbline/policy';
import { type AppError, wrongState } from '../../platform/errors/app-error.ts';

/** A list of quoted titles in both languages. */
function quoted(titles: readonly (Partial<Text> | undefined)[]): Text {
  const said = titles.filter((title) => title !== undefined);
  return {
    zh: said.map(({ zh, en }) => `“${zh || en}”`).join('、'),
    en: said.map(({ zh, en }) => `"${en || zh}"`).join(', '),
  };
}

/** What stands in the way, by its name: the present state, the step that is missing, the one that waits. */
function particulars({ refusal, params }: Refusal, machine: Machine, matter: Matter): Text | undefined {
  const steps = (...names: readonly string[]) => quoted(names.map((name) => titleOfStep(machine, name)));
  const { after, unless, asked } = params as { after?: string[]; unless?: string; asked?: string };
  switch (refusal) {
    case 'state': {
      const state = quoted([machine.states[matter.state]?.title]);
      return { zh: `当前状态为${state.zh}。`, en: `It is now ${state.en}.` };
    }
    case 'order': {
      if (!after && unless === undefined) return undefined;
      const named = after ? steps(...after) : steps(unless!);
      return after
        ? { zh: `须先办理${named.zh}。`, en: `First comes ${named.en}.` }
        : { zh: `已办理${named.zh}。`, en: `${named.en} was done already.` };
    }
    case 'approval.pending': {
      const named = steps(asked!);
      return { zh: `待审批的是${named.zh}。`, en: `What waits is ${named.en}.` };
    }
  }
  return undefined;
}

/** Permitted, but not now: why, and what the caller may do instead, by the titles that the buttons bear. */
export function notNow(
  refusal: Refusal,
  machine: Machine,
  matter: Matter | undefined,
  allowed: string[],
): AppError {
  const { zh, en } = refusal.text as Text;
  const may = quoted(allowed.map((name) => titleOfStep(machine, name)));
  const parts: (Text | undefined)[] = [
    { zh: `${zh}。`, en: `${en}.` },
    matter && particulars(refusal, machine, matter),
    allowed.length > 0
      ? { zh: `您现在可以办理：${may.zh}。`, en: `You may now do this: ${may.en}.` }
      : { zh: '您现在没有可以办理的操作。', en: 'There is nothing for you to do on it now.' },
  ];
  const said = parts.filter((part) => part !== undefined);
  return wrongState(allowed, 'wrong-state', {
    zh: said.map((part) => part.zh).join(''),
    en: said.map((part) => part.en).join(' '),
  });
}
