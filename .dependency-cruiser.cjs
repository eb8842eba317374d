// The import table of the architecture, checked by machine: lowest row first, a feature imports only from rows above its own.
const ROWS = [
  ['audit'],
  ['organisations'],
  ['obligations', 'families', 'clauses', 'resources', 'publications', 'discussion', 'reminders', 'calendar', 'views'],
  ['contracts', 'suppliers', 'scheme', 'bodies'],
  ['governance', 'indicators', 'insertion', 'programming', 'sourcing', 'surveys', 'network', 'pact', 'reuse'],
  ['linter', 'evaluation', 'consultation', 'observatory'],
  ['reports'],
]

const TEST = '[.]test(-support)?[.]tsx?$'
/** Where programs and threads start: main, the command line, workers, what browsers and strangers run. */
const START = '^src/(main|cli)[.]ts$|-worker[.](ts|mjs)$|/recalcul[.]mjs$|^src/ui/client/[^/]+[.]js$'
const oneOf = names => `(?:${names.join('|')})`
const known = ROWS.flat()

const rows = ROWS.map((row, index) => {
  const allowed = ROWS.slice(0, index).flat()
  const own = `src/features/$1/`
  return {
    name: `row-${index + 3}`,
    comment: `${row.join(', ')}: only from ${['kernel, platform, ui', ...allowed].join(', ')}`,
    severity: 'error',
    from: { path: `^src/features/(${row.join('|')})/` },
    to: {
      path: '^src/',
      pathNot: `^(?:${own}|src/(?:kernel|platform|ui)/${allowed.length ? `|src/features/${oneOf(allowed)}/` : ''})`,
    },
  }
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kernel-alone',
      comment: 'The kernel imports nothing.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TEST },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'row-2-platform',
      comment: 'The platform knows the kernel only.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/(?:platform|kernel)/' },
    },
    {
      name: 'row-2-ui',
      comment: 'The look knows the kernel only.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/', pathNot: '^src/(?:ui|kernel)/' },
    },
    ...rows,
    {
      name: 'feature-without-row',
      comment: 'Give the feature its row in .dependency-cruiser.cjs.',
      severity: 'error',
      from: {},
      to: { path: '^src/features/', pathNot: `^src/features/${oneOf(known)}/` },
    },
    {
      name: 'feature-door',
      comment: 'Enter a feature by its index.ts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/(?:$1/|[^/]+/index[.]ts$)' },
    },
    {
      name: 'feature-door-from-outside',
      comment: 'Enter a feature by its index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/features/' },
      to: { path: '^src/features/', pathNot: '^src/features/[^/]+/index[.]ts$' },
    },
    {
      name: 'platform-door',
      comment:
        'Enter a part of the platform by its index.ts, or .mjs where workers, which are plain JavaScript, do; tests share their documents.',
      severity: 'error',
      from: { path: '^src/platform/([^/]+)/' },
      to: {
        path: '^src/platform/',
        pathNot: '^src/platform/(?:$1/|[^/]+/(?:index[.](?:ts|mjs)|[^/]+[.]test-support[.]ts)$)',
      },
    },
    {
      name: 'platform-door-from-outside',
      comment: 'Enter a part of the platform by its index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: '^src/platform/', pathNot: '^src/platform/[^/]+/index[.]ts$' },
    },
    {
      name: 'kernel-and-ui-door',
      comment: 'Enter the kernel and the look by their index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)' },
      to: { path: '^src/(?:kernel|ui)/', pathNot: '^src/(?:$1/|(?:kernel|ui)/index[.]ts$)' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules import the kernel and the words of their feature, nothing that acts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/.*rules[.]ts$' },
      to: { pathNot: '^src/(?:kernel/|features/$1/)' },
    },
    {
      name: 'product-without-tests',
      comment: 'The product does not import tests, benchmarks or what only development installs.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: `^(?:tests|bench)/|${TEST}` },
    },
    {
      name: 'product-without-dev-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unlisted-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      comment: 'Nobody imports it and it imports nobody.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: [TEST, START] },
      to: {},
    },
    {
      name: 'no-dead-code',
      comment: 'No program reaches it: remove it, or call it.',
      severity: 'error',
      from: { path: START },
      to: { path: '^src/', pathNot: [TEST, START], reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
}
