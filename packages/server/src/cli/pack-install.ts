import { type Command, UsageError } from './command.ts';
import { soundPack } from './sound-pack.ts';
import { withServices } from './with-services.ts';

export const command: Command = {
  usage: 'plumbline pack install DIR',
  about:
    'Puts a policy pack in force, while the server runs: new matters follow it, running ones stay on the version that ' +
    'they began under. A pack that is not sound is refused whole, and the one in force stays. Install packs/cn-discipline ' +
    'to go back to the pack that ships with this build.',
  async run([dir]) {
    if (!dir) throw new UsageError('Which folder?');
    const pack = await soundPack(dir);
    if (!pack) return 1;
    const { code, version } = pack.head;
    return withServices(
      async ({ endpoints }) => {
        const { packs, clock } = endpoints.services;
        const before = packs.installed().find((one) => one.head.code === code)?.head.version;
        await packs.install(pack, clock.now());
        const jurisdictions = packs.followers(code);
        for (const jurisdiction of jurisdictions) {
          await endpoints.runAsSystem(jurisdiction, async (ctx) =>
            ctx.record({ type: 'pack.installed', entity: 'pack', entityId: null, data: { code, version } }),
          );
        }
        process.stdout.write(
          `${code} ${version} is in force${jurisdictions.length ? '' : '; no jurisdiction follows it yet'}\n`,
        );
        if (before !== undefined && before.localeCompare(version, 'en', { numeric: true }) > 0)
          process.stdout.write(`Note: this goes back from ${before}, which was in force until now\n`);
        return 0;
      },
      { existing: true },
    );
  },
};
