import type { Actor } from '#features/organisations'
import { addressOf, type Publication, Suspended } from '#features/publications'
import type { Refusal } from '#kernel'
import { Alert, ButtonLink, Card, Form, fr, Page, PageHead, RefusalAlert, type Space, TextArea, typo } from '#ui'

/** What withdrawing means, and why. */
export const WithdrawalPage = (props: {
  publication: Publication
  actor: Actor
  space: Space | undefined
  refusal?: Refusal
  /** What was typed, when it was refused. */
  reason?: string
}) => {
  const { publication, actor, refusal } = props
  const { number, title, withdrawn } = publication
  const here = `/organisations/${publication.siren}/publications`
  const aboutReason = refusal?.code === 'reason-missing'
  return (
    <Page
      space={props.space}
      title={`Retirer la publication n° ${number}`}
      demo={publication.example}
      width="text"
      crumbs={[{ label: 'Publications', href: here }]}
      crumb={`Retirer le n° ${number}`}
    >
      <PageHead title={fr`Retirer la publication n° ${number}`} lede={<a href={addressOf(publication)}>{title}</a>} />
      {refusal && !aboutReason && <RefusalAlert title="Rien n’a changé" message={refusal.message} />}
      {actor.membership.suspended && <Suspended />}
      {withdrawn ? (
        <Alert state="info" title="Cette publication est déjà retirée">
          <p>
            {fr`Motif donné : `}
            <bdi>{withdrawn.reason}</bdi>
          </p>
        </Alert>
      ) : (
        <Card>
          <p>
            {fr`Son adresse restera, et dira depuis quand et pourquoi elle est retirée. Ses chiffres et ses données ne seront plus montrés. Un retrait ne s’annule pas : pour changer des chiffres, mieux vaut corriger.`}
          </p>
          <Form action={`${here}/${number}/retrait`} submit={`Retirer la publication n° ${number}`}>
            <TextArea
              name="motif"
              label="Pourquoi elle est retirée"
              hint="Tout le monde le lira."
              value={props.reason}
              error={aboutReason && typo(refusal.message)}
            />
          </Form>
        </Card>
      )}
      <div class="actions">
        <ButtonLink href={here}>Revenir sans retirer</ButtonLink>
      </div>
    </Page>
  )
}
