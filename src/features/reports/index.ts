/** Documents that are composed from everything else: the bilans of schemes. */
export { bilanKind, evaluationKind } from './bilan/kind.tsx'
export { publishExampleBilans, publishExampleGlobalBilan } from './demo.ts'
export { FORMATS, formatIn } from './formats.ts'
export { REPORT_NAMES, reportFor } from './operating.ts'
export { bilanRoutes } from './routes.tsx'
export { sheetRoutes } from './sheets/routes.ts'
export { REPORT_WORDS } from './words.ts'
