import { type Actor, scopeOf } from '#features/organisations'
import { EXAMPLE_SCHEMES, findScheme } from '#features/scheme'
import type { Database } from '#platform/db'
import { judgeValues } from './values/judging.ts'
import { valuesOf } from './values/reading.ts'

/** What who leads the scheme of the example has not published: the last year, and the one whose contracts hold an amount that nobody believes. */
const KEPT = '2025'
const DOUBTED = ['montant-marches 2024', 'part-environnementale-valeur 2024']
const DOUBT =
  'Un marché de 2024 est publié pour près d’un milliard d’euros\u00a0: c’est une erreur de saisie, à corriger avant de publier ce chiffre.'

/**
 * Judges the computed values of the example’s schemes, as who leads them would: all is validated but what is doubted, and published but for the last
 * year of the department that does not exist. What was judged already is left as it is.
 */
export async function judgeExample(db: Database, actor: Actor): Promise<void> {
  for (const code of EXAMPLE_SCHEMES) {
    const found = await db.as(scopeOf(actor), async trx => {
      const scheme = await findScheme(trx, actor, code)
      if (scheme === null) return null
      const asked = { organisation: actor.membership.organisation.id, origin: 'computed' } as const
      return {
        scheme: scheme.id,
        leads: scheme.organisation === actor.membership.organisation.id,
        values: (await valuesOf(trx, scheme.id, asked)).filter(({ judged }) => judged === null),
      }
    })
    if (found === null) continue
    const { scheme, leads, values } = found
    const doubted = values.filter(({ indicator, period }) => leads && DOUBTED.includes(`${indicator} ${period}`))
    const others = values.filter(value => value.state === 'submitted' && !doubted.includes(value))
    if (others.length === 0) continue
    if (doubted.length > 0) await judgeValues(db, actor, scheme, 'refuse', idsOf(doubted), DOUBT)
    await judgeValues(db, actor, scheme, 'validate', idsOf(others))
    const validated = await db.as(scopeOf(actor), trx =>
      valuesOf(trx, scheme, { organisation: actor.membership.organisation.id, origin: 'computed' }),
    )
    const past = validated.filter(({ state, period }) => state === 'validated' && !period.startsWith(KEPT))
    await judgeValues(db, actor, scheme, 'publish', idsOf(past))
  }
}

const idsOf = (values: readonly { id: string }[]) => values.map(({ id }) => id)
