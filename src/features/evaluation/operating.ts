import { operatorOf, scopeOf } from '#features/organisations'
import { findScheme, leadOf } from '#features/scheme'
import type { Database } from '#platform/db'
import type { ActionState } from './evaluation.ts'
import { readCycle } from './reading.ts'
import { campaignRead } from './telling.ts'
import { GRADE_WORDS } from './words.ts'

/** The campaign of a year, as machines read it. */
export interface ToldCampaign {
  /** The share, without what was removed from it: each by its code, or its key where it has none; `judgement` is the grade of the whole, in one word. */
  actions: { code: string; state: ActionState; judgement: string | null }[]
  /** Of the cycle, by this share and those before it: actions whose evaluation is validated, and all of them. */
  coverage: { evaluated: number; actions: number }
}

/** The campaign of a year of any scheme of the instance, for whoever runs it; null where there is no scheme of this code. A year without a campaign has no action. */
export async function campaignOfAny(db: Database, code: string, year: number): Promise<ToldCampaign | null> {
  const siren = await leadOf(db, code)
  if (siren === null) return null
  const operator = await operatorOf(db, siren)
  return db.as(scopeOf(operator), async trx => {
    const scheme = await findScheme(trx, operator, code)
    if (scheme === null) return null
    const cycle = await readCycle(trx, operator, scheme)
    const read = campaignRead(cycle, year)
    const { evaluated, actions } = read?.coverage ?? cycle.coverage
    return {
      actions: (read?.actions ?? []).map(({ key, code: called, state, evaluation }) => ({
        code: called || key,
        state,
        judgement: evaluation?.grade ? GRADE_WORDS[evaluation.grade] : null,
      })),
      coverage: { evaluated, actions },
    }
  })
}
