import { isNumeric, says } from '#features/indicators'
import { count, fr } from '#ui'
import type { CheckCode } from '../catalogue.ts'
import type { Raised } from '../finding.ts'
import type { Subject } from '../subject.ts'
import { called } from '../words.ts'

const KEPT: readonly string[] = ['validated', 'published']
/** What is certain enough to keep a bilan from being published with the figure as it is. */
export const PUBLISHED_WRONG: readonly CheckCode[] = ['false-share', 'share-above-whole', 'negative-count', 'false-sum']

/** What is validated of the year of a bilan. */
export function* ofYear({ definitions, placesOf, given: { year } }: Subject): Generator<Raised> {
  if (year === undefined) return
  const told = [...definitions.values()].filter(({ support }) => !support)
  const without = told.filter(
    ({ key }) =>
      !placesOf(key).some(
        ({ period, entered, computed }) =>
          period.startsWith(year) && [entered, computed].some(one => one && says(one) && KEPT.includes(one.state)),
      ),
  )
  if (told.length > 0 && without.length === told.length) {
    yield { code: 'year-empty', message: fr`Aucun indicateur n’a de valeur validée pour ${year}.` }
    return
  }
  if (without.length > 0)
    yield {
      code: 'year-unvalidated',
      message: fr`${count(without.length, 'indicateur')} sur ${told.length} sans valeur validée pour ${year}.`,
      rows: without.map(one => ({ label: called(one), text: isNumeric(one.kind) ? one.unit : '' })),
    }
}
