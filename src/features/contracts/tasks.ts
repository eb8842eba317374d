import { allows, type Rule, type Tasks } from '#features/organisations'
import type { Database } from '#platform/db'
import { count, fr } from '#ui'
import { latestRates } from './rates/latest.ts'
import { openRegister } from './register/register.ts'

const PILLARS = [
  { key: 'environmental', word: 'environnementale' },
  { key: 'social', word: 'sociale' },
] as const

/** Who sees to it that contracts are well filled. */
const KEEPERS: Rule = {
  words: 'aux personnes qui suivent les marchés de l’organisation',
  roles: ['administrator', 'scheme-lead', 'buyer'],
}

/** The considerations that the contracts of the latest year do not say. */
export const considerationTasks =
  (db: Database): Tasks =>
  async ({ membership: { roles, organisation } }) => {
    if (!allows(KEEPERS, roles)) return []
    const latest = await latestRates(await openRegister(db.read), organisation.siren)
    if (latest === null) return []
    return PILLARS.flatMap(({ key, word }) => {
      const { notFilled } = latest.rates[key]
      if (notFilled === 0) return []
      return {
        state: 'warn' as const,
        when: fr`Marchés de ${latest.year}`,
        title: fr`Renseigner la considération ${word} de ${count(notFilled, 'marché')}`,
        text: fr`Leur fiche ne dit ni oui ni non : ils ne comptent pas dans le taux. Corrigez-les à la source, ils seront repris au prochain import.`,
        action: {
          label: 'Voir la liste',
          href: `/marches?acheteurs=${organisation.siren}&annee=${latest.year}&${word}=not-filled`,
        },
      }
    })
  }
