import type { Child } from 'hono/jsx'
import type { Refusal } from '#kernel'
import { Alert, ButtonLink, Card, Form, fr, TextArea, typo } from '#ui'
import { addressOf, type Publication } from '../publications.ts'

/** Why nothing may be published any more in the name of an organisation. */
export const Suspended = () => (
  <Alert state="warn" title="Cette organisation ne peut plus publier">
    <p>
      Elle a été suspendue par la personne qui administre le site{'\u00a0'}: demandez-lui pourquoi. Ce qui est déjà
      publié reste en ligne.
    </p>
  </Alert>
)

interface Props {
  /** In whose name. */
  name: string
  /** The publication that this one would correct. */
  corrected: Publication | null
  /** What will be public, as a sentence begins: « La page et ses fichiers ». */
  published: string
  title: string
  submit: string
  action: string
  /** Of what was read over. */
  fingerprint: string
  /** What somebody may say that changes. */
  example: string
  /** What was typed, when it was refused. */
  changes: string | undefined
  refusal: Refusal | undefined
  /** Where to go without publishing. */
  back?: string
  /** Other fields. */
  children?: Child
}

/** What publishing does, and the button that does it: a first time, or over what stands. */
export const PublishCard = (props: Props) => {
  const { corrected, refusal, back } = props
  return (
    <Card id="publier" title={corrected ? fr`Publier la correction du n° ${corrected.number}` : props.title}>
      <p>
        {fr`${props.published} seront publics, sous le nom de `}
        <bdi>{props.name}</bdi>. Votre nom n’y figure pas.
      </p>
      {corrected && (
        <p>
          {fr`La publication `}
          <a href={addressOf(corrected)}>n° {corrected.number}</a>
          {fr` restera à son adresse, et dira que la nouvelle la remplace.`}
        </p>
      )}
      <Form action={props.action} submit={corrected ? 'Publier la correction' : props.submit}>
        {props.children}
        <input type="hidden" name="empreinte" value={props.fingerprint} />
        {corrected && (
          <>
            <input type="hidden" name="remplace" value={String(corrected.number)} />
            <TextArea
              name="changements"
              label="Ce qui change, et pourquoi"
              hint={fr`Tout le monde le lira. Par exemple : « ${props.example} »`}
              value={props.changes}
              error={refusal?.code === 'changes-missing' && typo(refusal.message)}
            />
          </>
        )}
      </Form>
      {back && (
        <div class="actions">
          <ButtonLink href={back}>Revenir sans publier</ButtonLink>
        </div>
      )}
    </Card>
  )
}
