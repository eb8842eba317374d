/** Numbered snapshots that an organisation publishes for ever, whatever they hold. */

export { answer, DrawnPages } from './answers.ts'
export { PUBLICATION_CHRONICLE } from './chronicle.ts'
export { canonicalJson, sha256 } from './fingerprint.ts'
export { PUBLISHING_WORDS } from './labels.ts'
export { ChapterNav } from './pages/ChapterNav.tsx'
export { PUBLICATION_COLUMNS } from './pages/columns.tsx'
export { PublishCard, Suspended } from './pages/PublishCard.tsx'
export {
  addressOf,
  type Chapter,
  chapterOf,
  type Draft,
  type NewFile,
  type Publication,
  type PublicationKind,
  type Published,
  publicationsOf,
} from './publications.ts'
export { nextNumber, publish, withdraw } from './publish.ts'
export { publicationsBy, readPublished, standingOfKinds } from './published.ts'
export { recompute } from './recomputing.ts'
export { publicationRoutes } from './routes.tsx'
export { standingOf } from './rules.ts'
export { PUBLIC_PUBLICATION_SOURCE, PUBLICATION_SOURCE } from './searched.ts'
