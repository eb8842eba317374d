import { openRegister, type Rates, ratesOf, sumsByYear } from '#features/contracts'
import {
  type Actor,
  ADMINISTRATORS,
  allows,
  forMembers,
  type Invitations,
  MEMBERS,
  type Visitor,
} from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { count, fr } from '#ui'
import { DashboardPage, type Task } from './DashboardPage.tsx'
import { spaceOf } from './spaces.ts'

const PILLARS = [
  { key: 'environmental', word: 'environnementale' },
  { key: 'social', word: 'sociale' },
] as const

/** The considerations that the contracts of a year do not say: each is a task for who writes them. */
function unsaid(siren: string, year: number, rates: Rates): Task[] {
  return PILLARS.flatMap(({ key, word }) => {
    const { notFilled } = rates[key]
    if (notFilled === 0) return []
    return {
      state: 'warn' as const,
      when: fr`Marchés de ${year}`,
      title: fr`Renseigner la considération ${word} de ${count(notFilled, 'marché')}`,
      text: fr`Leur fiche ne dit ni oui ni non : ils ne comptent pas dans le taux. Corrigez-les à la source, ils seront repris au prochain import.`,
      action: {
        label: 'Voir la liste',
        href: `/marches?acheteurs=${siren}&annee=${year}&${word}=not-filled`,
      },
    }
  })
}

async function unanswered(actor: Actor, invitations: Invitations): Promise<Task[]> {
  if (!allows(ADMINISTRATORS, actor.membership.roles)) return []
  const late = (await invitations.waiting(actor)).filter(({ expiresAt }) => expiresAt < new Date())
  return late.map(({ email }) => ({
    state: 'late',
    when: 'Sans réponse',
    title: <bdi>{email}</bdi>,
    text: 'N’a pas répondu à l’invitation dans les quatorze jours. Renvoyez-la, ou retirez-la.',
    action: {
      label: 'Voir l’invitation',
      href: `/organisations/${actor.membership.organisation.siren}/membres#invitations`,
    },
  }))
}

/** The first page of an organisation's members. */
export function dashboardRoutes(db: Database, invitations: Invitations): Route<Visitor>[] {
  return [
    forMembers('get', '', MEMBERS, async (c, actor) => {
      const { siren } = actor.membership.organisation
      const register = await openRegister(db.read)
      const years = await sumsByYear(register, { buyers: [siren], year: null })
      const latest = years.filter(({ year, sums }) => year > 0 && sums.contracts > 0).at(-1)
      const rates = latest ? { year: latest.year, rates: ratesOf(latest.sums) } : null
      const tasks = [
        ...(await unanswered(actor, invitations)),
        ...(rates ? unsaid(siren, rates.year, rates.rates) : []),
      ]
      return c.html(
        <DashboardPage
          space={spaceOf(actor, `/organisations/${siren}`)}
          today={parisDay(new Date())}
          tasks={tasks}
          siren={siren}
          rates={rates}
          demo={register.example}
        />,
      )
    }),
  ]
}
