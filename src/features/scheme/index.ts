/** Schemes: their text, its versions, and what happens to their actions. */

export { LEADERS, PILOTS, pilotedBy, READERS, type Reach, reachOf } from './access.ts'
export { pageReader, shown } from './answering.ts'
export { EXAMPLE_SCHEMES, exampleScheme, openExampleSchemes } from './demo.ts'
export type { Problem } from './document/check.ts'
export type {
  Action,
  DocumentValue,
  Figure,
  Indicator,
  Own,
  Pillar,
  SchemeDocument,
  Target,
} from './document/document.ts'
export { decimal } from './document/fields.ts'
export { plainDocument, readDocument, trustedDocument } from './document/reading.ts'
export type { ValueKeeper } from './exchange/exchanging.ts'
export { FORMATS, formatIn } from './exchange/formats.ts'
export { documentSchema } from './exchange/json-schema.ts'
export { exportAnyScheme, importForOrganisation, leaderOf, leadOf } from './exchange/operating.ts'
export { readSchemeFile } from './exchange/reading.ts'
export { documentOf } from './exporting.ts'
export { type Buyer, buyersOf, offerTasks } from './joint/buyers.tsx'
export { BuyerTabs, shownIn, shows, type View, viewIn, viewOf, viewQuery } from './joint/viewing.tsx'
export type { Leaver, Leaving } from './leaving.ts'
export { library } from './library/library.ts'
export type { Model } from './library/model.ts'
export { type Saying, sayIn, sayOfAction, statusesOf, stepsDone } from './life/events.ts'
export { allPilots, pilotingIn } from './life/pilots.ts'
export { saidIn } from './life/sent.ts'
export { coverSent, openDescribed } from './opening.ts'
export type { ActionFigures } from './pages/AxisCard.tsx'
export { StatusForm, StepForm } from './pages/FollowUpForms.tsx'
export { type CoverSent, OpeningFields } from './pages/FormPages.tsx'
export { baseOf, type Framed, SchemePage } from './pages/SchemeFrame.tsx'
export { SHEET, SheetLinks, WHOLE } from './pages/SheetLinks.tsx'
export { schemeRoutes } from './routes.tsx'
export { inForce, openVersion, type Scheme, STATUSES, type Status, type Version } from './scheme.ts'
export { findScheme, listSchemes, openScheme, schemesIn, writeScheme } from './schemes.ts'
export { aboutPart, type Talked, talkRoutes, talkUnder } from './talking.tsx'
export { type Definition, definitionsIn, definitionsOf, ownOf, startingYears } from './text/definitions.ts'
export { changePart } from './text/editing.ts'
export { markOf } from './text/merging.ts'
export { type Branch, flat, outlineOf } from './text/outline.ts'
export { type Stamped, stampedSchemes, stampOf, type Which } from './text/stamps.ts'
export { addPart, removePart } from './text/structure.ts'
export type { Verifier } from './verifier.ts'
export { adoptVersion, type Submitted, submitVersion } from './versions/adopting.ts'
export { openAmendment } from './versions/drafts.ts'
export { contextOf, type FieldSaid, saysOf } from './versions/fields.ts'
export { frozenTexts } from './versions/holding.ts'
export { PUBLIC } from './versions/pages/PublicPages.tsx'
export { type PublicScheme, publicSchemes, publicText, REPORTS, reportKindOf } from './versions/public.ts'
export { publishScheme } from './versions/publishing.ts'
export { inForceOn, presence, type Said, saidOn } from './versions/standing.ts'
export { type Guests, KEY, mayAdd, mayMark, mayWrite, ONE, type SchemeSite, within } from './within.ts'
export { PILLAR_WORDS, SCHEME_WORDS, STATUS_WORDS } from './words.ts'
