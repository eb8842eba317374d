import type { Child } from 'hono/jsx'
import { Button, Card, count, Day, fr, Section, Table } from '#ui'
import type { Reminded } from '../reminders.ts'

interface Sent {
  day: string
  name: string
  by: string | null
  sent: boolean
  titles: string[]
}

/** One line for all that a mail told somebody on a day. */
function byMail(reminded: readonly Reminded[]): Sent[] {
  const mails = new Map<string, Sent>()
  for (const { title, ...mail } of reminded) {
    const key = `${mail.day} ${mail.name} ${mail.by}`
    const known = mails.get(key)
    if (known) known.titles.push(title)
    else mails.set(key, { ...mail, titles: [title] })
  }
  return [...mails.values()]
}

/** A button that reminds whoever owes something now. */
export const RemindNow = ({ action, people }: { action: string; people: number }) => (
  <form action={action} method="post">
    <Button look="secondary">{fr`Relancer maintenant ${count(people, 'personne')}`}</Button>
  </form>
)

/** The reminders that were sent of something: to whom, of what, when, and who had it done. */
export const RemindersSection = ({ reminded, children }: { reminded: readonly Reminded[]; children?: Child }) => {
  const mails = byMail(reminded)
  return (
    <Section id="rappels" title="Rappels" aside={mails.length > 0 ? count(mails.length, 'courriel') : undefined}>
      {mails.length === 0 ? (
        <p class="muted">
          {fr`Aucun rappel envoyé pour l’instant. Ils partent aux jours que disent les réglages de l’évaluation, et cessent quand c’est fait.`}
        </p>
      ) : (
        <Card flush>
          <Table
            id="rappels-table"
            caption="Rappels envoyés, les derniers d’abord"
            hideCaption
            stack
            rows={mails}
            columns={[
              { head: 'Jour', nowrap: true, cell: ({ day }) => <Day date={day} short /> },
              { head: 'À qui', cell: ({ name }) => <bdi>{name}</bdi> },
              {
                head: 'De quoi',
                cell: ({ titles }) => titles.map((title, rank) => [rank > 0 && <br />, <bdi>{title}</bdi>]),
              },
              {
                head: 'Envoi',
                cell: ({ by, sent }) => (
                  <>
                    {sent ? 'Envoyé' : 'En attente d’envoi'}
                    <small>
                      {by === null ? (
                        'à la date prévue'
                      ) : (
                        <>
                          à la demande de <bdi>{by}</bdi>
                        </>
                      )}
                    </small>
                  </>
                ),
              },
            ]}
          />
        </Card>
      )}
      {children}
    </Section>
  )
}
