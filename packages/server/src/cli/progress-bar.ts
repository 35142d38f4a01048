const WIDTH = 30;
/** Without a terminal a line is printed at each tenth only. */
const STEP = 0.1;

/** A bar on standard output; `update` takes the share done, 0 … 1. */
export function progressBar(label: string): { update: (share: number) => void; end: () => void } {
  const live = process.stdout.isTTY;
  let printed = -1;
  const draw = (share: number) => {
    const filled = Math.round(share * WIDTH);
    return `${label} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.round(share * 100)} %`;
  };
  return {
    update(share) {
      if (live) process.stdout.write(`\r${draw(share)}`);
      else if (share - printed >= STEP) {
        printed = share;
        process.stdout.write(`${draw(share)}\n`);
      }
    },
    end() {
      process.stdout.write(live ? `\r${draw(1)}\n` : '');
    },
  };
}
