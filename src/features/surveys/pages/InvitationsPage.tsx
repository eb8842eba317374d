import { Alert, Card, count, Form, fr, percent, TextArea, Tile } from '#ui'
import type { Followed } from '../reading.ts'
import { MOST_REMINDERS, type Survey } from '../surveys.ts'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'

/** Who is invited by mail, how many answered, and what reminds the others. */
export const InvitationsPage = (props: Framed & { survey: Survey; followed: Followed; sent?: string | undefined }) => {
  const { actor, survey, followed } = props
  const { invited, answered, sent, unreachable } = followed
  const here = `${pathOf(actor, survey)}/invitations`
  return (
    <SurveyFrame {...props} tab="invitations">
      <div class="grid">
        <Tile label="Personnes invitées" value={String(invited)} />
        <Tile
          label="Courriels partis"
          value={String(sent)}
          meta={survey.state === 'draft' ? 'Ils partent à l’ouverture' : undefined}
        />{' '}
        <Tile
          label="Ont répondu"
          value={invited === 0 ? null : percent(answered / invited)}
          missing="personne n’est invité"
          meta={invited > 0 && fr`${answered} sur ${invited}`}
        />{' '}
      </div>
      <p class="small muted">
        {fr`Ni la plateforme ni personne ne peut dire ici qui a répondu. Les adresses seront effacées quand l’enquête sera close.`}
      </p>
      {unreachable.length > 0 && (
        <Alert state="warn" title={fr`${count(unreachable.length, 'adresse refusée', 'adresses refusées')}`}>
          <p>{unreachable.join(', ')}</p>
          <p>{fr`Leur serveur les refuse : vérifiez-les, puis invitez-les de nouveau sous la bonne adresse.`}</p>
        </Alert>
      )}
      {survey.state !== 'closed' && (
        <Card id="inviter" title="Inviter des personnes">
          <Form action={here} submit="Inviter" wide>
            <TextArea
              name="adresses"
              label="Adresses, une par ligne"
              hint="Chaque personne reçoit un lien qui ne sert qu’à elle, et une fois."
              value={props.sent}
              rows={6}
            />
          </Form>
        </Card>
      )}
      {survey.state === 'open' && invited > 0 && (
        <Card id="relancer" title="Relancer">
          <p>
            {fr`Un courriel part à celles et ceux qui n’ont pas répondu, sans que vous sachiez qui. ${MOST_REMINDERS - survey.reminders} relance(s) encore possible(s).`}
          </p>
          {survey.reminders < MOST_REMINDERS && (
            <Form action={`${here}/relance`} submit="Relancer" aside>
              {''}
            </Form>
          )}
        </Card>
      )}
    </SurveyFrame>
  )
}
