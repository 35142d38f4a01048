import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allRoutes } from './routes.ts';

const files = readdirSync(import.meta.dirname).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('routes'),
);

describe('allRoutes', () => {
  it.each(files)('has the routes of %s', async (file) => {
    const exported: unknown[] = Object.values(await import(/* @vite-ignore */ `./${file}`));
    const declared = exported.filter(
      (value): value is { id: string } =>
        typeof value === 'object' && value !== null && 'permission' in value && 'path' in value,
    );
    expect(declared.filter((route) => !allRoutes.some((known) => known === route))).toEqual([]);
  });

  it('gives each id and each address once', () => {
    const addresses = allRoutes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`);
    expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([]);
    expect(new Set(allRoutes.map((route) => route.id)).size).toBe(allRoutes.length);
    expect(allRoutes.length).toBeGreaterThan(100);
  });

  it.each(allRoutes.map((route) => [route.id, route] as const))(
    '%s names itself in both languages',
    (_, route) => {
      expect(route.summary.zh).toMatch(/\p{Script=Han}/u);
      expect(route.summary.en).toMatch(/^[^\p{Script=Han}]{4,}$/u);
      expect(route.path.startsWith('/api/')).toBe(true);
    },
  );

  it.each(allRoutes.filter((route) => route.path.includes(':')).map((route) => [route.id, route] as const))(
    '%s declares the parameters of its path',
    (_, route) => {
      expect(route.params).toBeDefined();
    },
  );
});
