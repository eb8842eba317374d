import { sql } from 'kysely'
import { BODY_SOURCES } from '#features/bodies'
import { commentSource } from '#features/discussion'
import { EVALUATION_SOURCES } from '#features/evaluation'
import { MEMBER_SOURCE } from '#features/organisations'
import { PUBLIC_PUBLICATION_SOURCE, PUBLICATION_SOURCE } from '#features/publications'
import { PUBLIC_SCHEME_SOURCES, SCHEME_SOURCES, standsInSchemes } from '#features/scheme'
import { SURVEY_SOURCES } from '#features/surveys'
import type { Member, Source } from '#platform/search'

/** All that members of an organisation search, each what their roles read. */
export const MEMBER_SOURCES: readonly Source<Member>[] = [
  ...SCHEME_SOURCES,
  ...EVALUATION_SOURCES,
  ...BODY_SOURCES,
  ...SURVEY_SOURCES,
  PUBLICATION_SOURCE,
  commentSource((own, subject) => sql<boolean>`(${standsInSchemes(own, subject)})`),
  MEMBER_SOURCE,
]

/** All that everybody searches. */
export const PUBLIC_SOURCES: readonly Source<null>[] = [...PUBLIC_SCHEME_SOURCES, PUBLIC_PUBLICATION_SOURCE]
