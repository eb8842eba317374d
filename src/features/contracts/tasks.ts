import { allows, type Tasks } from '#features/organisations'
import type { Database } from '#platform/db'
import { count, fr } from '#ui'
import { CORRECTORS } from './corrections/access.ts'
import { countToReview } from './corrections/reading.ts'
import { latestRates } from './rates/latest.ts'
import { openRegister } from './register/register.ts'

const PILLARS = [
  { key: 'environmental', word: 'environnementale' },
  { key: 'social', word: 'sociale' },
] as const

/** Corrections that count no more, since the source says a third thing. */
export const correctionTasks =
  (db: Database): Tasks =>
  async ({ membership: { roles, organisation } }) => {
    if (!allows(CORRECTORS, roles)) return []
    const waiting = await countToReview(await openRegister(db.read), organisation.siren)
    if (waiting === 0) return []
    return [
      {
        state: 'warn',
        when: 'La source a changé',
        title: fr`Relire ${count(waiting, 'correction')}`,
        text: fr`La donnée officielle dit autre chose depuis : ${waiting === 1 ? 'cette correction ne compte plus' : 'ces corrections ne comptent plus'} dans vos taux tant que personne ne les a relues.`,
        action: { label: 'Voir les corrections', href: `/organisations/${organisation.siren}/corrections` },
      },
    ]
  }

/** The considerations that the contracts of the latest year do not say. */
export const considerationTasks =
  (db: Database): Tasks =>
  async ({ membership: { roles, organisation } }) => {
    if (!allows(CORRECTORS, roles)) return []
    const latest = await latestRates(await openRegister(db.read), organisation.siren)
    if (latest === null) return []
    return PILLARS.flatMap(({ key, word }) => {
      const { notFilled } = latest.rates[key]
      if (notFilled === 0) return []
      return {
        state: 'warn' as const,
        when: fr`Marchés de ${latest.year}`,
        title: fr`Renseigner la considération ${word} de ${count(notFilled, 'marché')}`,
        text: fr`Leur fiche ne dit ni oui ni non : ils ne comptent pas dans le taux. Corrigez-les à la source, ils seront repris au prochain import ; d’ici là, dites ici ce qu’il en est, avec un motif.`,
        action: {
          label: 'Voir ces marchés',
          href: `/organisations/${organisation.siren}/corrections/marches?manque=${word}&annee=${latest.year}`,
        },
      }
    })
  }
