/** The linter: what will not work in a scheme, or contradicts itself, before it is adopted and before each bilan. */
export { CHECKS, type CheckCode } from './catalogue.ts'
export { LEVELS, type Level } from './check.ts'
export type { Finding } from './finding.ts'
export { lint } from './lint.ts'
export { lintAnyScheme, type ToldFinding } from './operating.ts'
export { lintScheme } from './reading.ts'
export { linterRoutes, verifierOf } from './routes.tsx'
export { type Given, valuesIn } from './subject.ts'
