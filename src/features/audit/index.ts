/** The trail: who did what to which row, before and after. Actors and subjects are opaque ids. */
export { actsOf, type Filter, filterOf, type Line, trail } from './audit.ts'
export { type Deed, type DeedLine, deedsOf, lineOf, rowsOf, saidIn } from './deeds.ts'
export { trailCsv } from './export.ts'
export { AuditPage } from './pages/AuditPage.tsx'
export type { TrailWords } from './words.ts'
