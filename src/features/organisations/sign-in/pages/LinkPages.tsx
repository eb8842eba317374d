import { Alert, ButtonLink, Card, Checks, Form, Input, Page, PageHead, RefusalAlert, typo } from '#ui'
import type { Sent } from '../../fields.ts'
import { about, type Refused, textOf } from '../../pages/Belonging.tsx'
import { SESSION_LINK } from '../../people.ts'

/** Asking for a link by mail: to sign in, or to choose another password. */
export const LinkRequestPage = (props: { sent?: Sent; refused?: Refused; done?: boolean }) => {
  const { sent = {}, refused, done } = props
  return (
    <Page title="Recevoir un lien" width="text">
      <PageHead
        title="Recevoir un lien par courriel"
        lede="Pour vous connecter sans mot de passe, ou pour en choisir un autre."
      />
      {done && (
        <Alert state="ok" title="C’est noté">
          <p>
            {typo(
              'Si cette adresse a un compte, un courriel y arrive dans la minute. Rien ne vient ? Regardez dans les indésirables, puis vérifiez l’adresse.',
            )}
          </p>
        </Alert>
      )}
      {refused && <RefusalAlert title="Rien n’a été envoyé" message={refused.message} />}
      <Card>
        <Form action="/connexion/courriel" submit="Envoyer le lien">
          <Input
            name="email"
            type="email"
            label="Adresse électronique"
            autocomplete="username"
            value={textOf(sent, 'email')}
            error={about(refused, 'email-invalid')}
          />
          <Checks
            radio
            name="to"
            legend="Pour"
            checked={[textOf(sent, 'to') ?? 'session']}
            options={[
              {
                value: 'session',
                label: 'Me connecter',
                hint: `Le lien vaut ${SESSION_LINK} minutes, une seule fois.`,
              },
              {
                value: 'password',
                label: 'Choisir un autre mot de passe',
                hint: 'Le lien vaut 24 heures, une seule fois.',
              },
            ]}
          />
        </Form>
      </Card>
      <div class="actions">
        <ButtonLink href="/connexion">Revenir à la connexion</ButtonLink>
      </div>
    </Page>
  )
}

/** Where a link to sign in leads: the button opens the session, since programs that read mails follow their links. */
export const LinkPage = ({ token, refused }: { token: string; refused?: Refused }) => (
  <Page title="Se connecter" width="text">
    <PageHead title="Se connecter" lede={refused ? typo(refused.message) : 'Vous venez d’un lien reçu par courriel.'} />
    {token === '' ? (
      <div class="actions">
        <ButtonLink look="primary" href="/connexion/courriel">
          Demander un lien
        </ButtonLink>
      </div>
    ) : (
      <Form action="/connexion/lien" submit="Ouvrir ma session">
        <input type="hidden" name="jeton" value={token} />
      </Form>
    )}
  </Page>
)
