import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import type { Task } from '#ui'
import { ADMINISTRATORS, allows, scopeOf } from './access.ts'
import { waitingIn } from './invitations.ts'
import type { Actor } from './organisations.ts'

/** What waits for somebody in their organisation, by their roles. A feature hands its own through its door; app.tsx lists them for the dashboard. */
export type Tasks = (actor: Actor) => Promise<readonly Task[]>

/** Invitations that nobody answered in time, for who administers. */
export const invitationTasks =
  (db: Database): Tasks =>
  async actor => {
    if (!allows(ADMINISTRATORS, actor.membership.roles)) return []
    const late = (await db.as(scopeOf(actor), trx => waitingIn(trx, actor))).filter(
      ({ expiresAt }) => expiresAt < new Date(),
    )
    return late.map(({ email, expiresAt }) => ({
      state: 'warn',
      when: 'Sans réponse',
      due: parisDay(expiresAt),
      title: <bdi>{email}</bdi>,
      text: 'N’a pas répondu à l’invitation dans les quatorze jours. Renvoyez-la, ou retirez-la.',
      action: {
        label: 'Voir l’invitation',
        href: `/organisations/${actor.membership.organisation.siren}/membres#invitations`,
      },
    }))
  }
