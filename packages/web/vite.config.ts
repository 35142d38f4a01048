import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA, type VitePWAOptions } from 'vite-plugin-pwa';
import { colours } from './src/app/theme.ts';

/** index.html may not name colours: the theme does. */
const themeColour: Plugin = {
  name: 'theme-colour',
  transformIndexHtml: (html) => html.replace('%THEME_COLOUR%', colours.paper),
};

/**
 * Zod tries whether it may compile its schemas. Under our policy it may not, and each try is reported as a
 * violation; so it is told when it is loaded, before the first schema of the contract.
 */
const zodWithoutEval: Plugin = {
  name: 'zod-without-eval',
  transform: (code, id) =>
    /[\\/]zod[\\/]v4[\\/]core[\\/]core\.js$/.test(id) ? `${code}\nglobalConfig.jitless = true;\n` : undefined,
};

type ManifestTransform = NonNullable<VitePWAOptions['workbox']['manifestTransforms']>[number];
let out = '';
const knowsFolder: Plugin = {
  name: 'knows-folder',
  configResolved({ root, build }) {
    out = path.resolve(root, build.outDir);
  },
};

/**
 * Of all parts only those that index.html names are kept on the machine: the frame. Pages and their data are
 * fetched when they are opened, and nothing of the API is ever kept.
 */
const onlyFrame: ManifestTransform = (manifest) => {
  const frame = readFileSync(path.join(out, 'index.html'), 'utf8');
  const kept = manifest.filter(({ url }) => !url.startsWith('assets/') || frame.includes(url));
  return { manifest: kept, warnings: [] };
};

export default defineConfig({
  resolve: {
    alias: {
      '@rjsf/validator-ajv8': path.resolve(import.meta.dirname, 'src/kit/pack-form/no-compiler.ts'),
    },
  },
  plugins: [
    react(),
    themeColour,
    zodWithoutEval,
    knowsFolder,
    VitePWA({
      registerType: 'prompt',
      // Registered by main.tsx: a strict policy allows no inline script.
      injectRegister: false,
      manifest: {
        id: '/',
        name: '准绳 Plumbline',
        short_name: '准绳',
        description: '干部监督电子档案、线索与联合监督',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: colours.paper,
        theme_color: colours.paper,
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['index.html', 'assets/*', 'icon*'],
        manifestTransforms: [onlyFrame],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//],
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  build: {
    target: 'es2023',
    // A source map would tell nothing secret, but double what is shipped.
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        // What several pages share comes in two parts, not in eighty: a page opens a quarter faster, and the
        // libraries stay in the browser when only we changed.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, minShareCount: 3 },
            { name: 'shared', minShareCount: 3 },
          ],
        },
      },
    },
  },
  // The host stays: the server compares it with the page that a write comes from.
  server: {
    port: 4610,
    proxy: {
      '/api': { target: process.env.PLUMBLINE_ORIGIN ?? 'http://localhost:4600', changeOrigin: false },
    },
  },
});
