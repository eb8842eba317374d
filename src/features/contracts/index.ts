/** The register of public contracts: official files in, exact and explained rates out. */
export * from './contracts.ts'
export { CORRECTORS } from './corrections/access.ts'
export { type Corrected, type CorrectedRates, correctedRates } from './corrections/corrected.ts'
export { type Correcting, correct, withdrawCorrection } from './corrections/correcting.ts'
export { correctExample } from './corrections/demo.ts'
export { countToReview } from './corrections/reading.ts'
export { CORRECTING_WORDS } from './corrections/words.ts'
export { validateFile } from './decp/validate.ts'
export { AUBRELIEU, EXAMPLE_NAMES, MALVENNE, PIERREFONTE, PLANS, VALLONNE } from './example/example.ts'
export { exampleFiles } from './example/files.ts'
export { refuse } from './labels.ts'
export { CONTRACT_MEASURES, contractMeasures } from './measures/measures.ts'
export { changedBy } from './pages/WithCorrections.tsx'
export { ratesKind } from './publication/kind.tsx'
export { previewRates, publishRates } from './publication/publishing.ts'
export { type TellableRates, tellableRates } from './publication/telling.ts'
export { latestRates } from './rates/latest.ts'
export {
  type ExcludedAmounts,
  type PillarRates,
  publishedRates,
  type Rates,
  ratesOf,
  type Sums,
  shareOf,
} from './rates/rates.ts'
export { type Scope, sumsBy, sumsByYear, sumsOf, warningsOf } from './rates/sums.ts'
export { type Buyer, searchBuyers } from './register/buyers.ts'
export { registerCheck } from './register/check.ts'
export { type ChosenContract, contractsAmong } from './register/chosen.ts'
export { contractOf, readIdentity } from './register/contract.ts'
export { type ContractFilter, contractHref, readFilter } from './register/filter.ts'
export { type ImportCounts, type ImportRequest, importFile, noCounts } from './register/imports.ts'
export { type ContractLine, listContracts } from './register/list.ts'
export { loadNames, markAsExample } from './register/names.ts'
export { exportOfficial } from './register/official.ts'
export { finishedImports, namesOf, openRegister, type Register } from './register/register.ts'
export { RejectsFile } from './register/rejects-file.ts'
export { undoImport } from './register/undo.ts'
export { contractRoutes } from './routes.ts'
export { considerationTasks, correctionTasks } from './tasks.ts'
export { uploadHandlers } from './uploads/handlers.ts'
export { UPLOAD_JOBS } from './uploads/jobs.ts'
export { UPLOAD_WORDS } from './uploads/labels.ts'
export { uploadRoutes } from './uploads/routes.tsx'
export { sweep } from './uploads/sweeping.ts'
export type { Intake } from './uploads/uploads.ts'
export { WARNINGS } from './warnings.ts'
