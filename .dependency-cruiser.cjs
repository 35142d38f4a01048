// The import rule of docs/architecture.md, as a check.
const MODULES = [
  'identity',
  'desk',
  'terms',
  'registry',
  'matter',
  'search',
  'document',
  'library',
  'dossier',
  'clue',
  'warning',
  'exchange',
];

/** A module may import those before it in MODULES, and only their index.ts. */
const downwards = MODULES.map((name, i) => ({
  name: `module-${name}-imports-downwards`,
  severity: 'error',
  from: { path: `^packages/server/src/modules/${name}/` },
  to: { path: `^packages/server/src/modules/(${MODULES.slice(i + 1).join('|') || 'none'})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-imports-nothing',
      severity: 'error',
      from: { path: '^packages/contract/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^packages/contract/', 'node_modules/zod'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'pure-packages-know-the-contract-only',
      severity: 'error',
      from: { path: '^packages/(policy|ledger)/src' },
      to: { path: '^packages/(server|web|portal)/' },
    },
    {
      name: 'pure-packages-do-no-io',
      severity: 'error',
      from: { path: '^packages/(policy|ledger)/src', pathNot: ['/node\\.ts$', '\\.test\\.ts$', '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^packages/server/src/platform/' },
      to: { path: '^packages/server/src/modules/' },
    },
    {
      name: 'modules-meet-at-their-index',
      severity: 'error',
      from: { path: '^packages/server/src/modules/([^/]+)/', pathNot: ['\\.test\\.ts$', '/testing\\.ts$'] },
      to: {
        path: '^packages/server/src/modules/([^/]+)/',
        pathNot: ['^packages/server/src/modules/$1/', '/index\\.ts$'],
      },
    },
    ...downwards,
    {
      name: 'web-never-imports-the-server',
      severity: 'error',
      from: { path: '^packages/web/' },
      to: { path: '^packages/server/' },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: '^packages/web/src/features/([^/]+)/' },
      to: {
        path: '^packages/web/src/features/([^/]+)/',
        pathNot: ['^packages/web/src/features/$1/', '/index\\.ts$'],
      },
    },
    {
      name: 'kit-knows-no-feature',
      severity: 'error',
      from: { path: '^packages/web/src/(kit|lib)/' },
      to: { path: '^packages/web/src/(features|app)/' },
    },
    {
      name: 'scenarios-use-the-public-api-only',
      severity: 'error',
      from: { path: '^scenarios/' },
      to: { path: '^packages/server/src/(modules|platform)/', pathNot: '/testing\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
