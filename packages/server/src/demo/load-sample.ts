import type { LoadSample } from '../modules/identity/index.ts';

/** The county that the demo and the set-up page load. */
const SAMPLE_SEED = 20_260;

/** The sample county for the demo and the set-up page; its generator is read only when it is asked for. */
export const loadSample: LoadSample = async (services, options) => {
  const { loadCounty } = await import('./load-county.ts');
  const { loadMatters } = await import('./load-matters.ts');
  await loadCounty(services, { seed: SAMPLE_SEED, scale: 1, ...options });
  await loadMatters(services);
};
