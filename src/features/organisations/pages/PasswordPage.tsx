import { Alert, ButtonLink, Card, Form, fr, Input, Page, PageHead, typo } from '#ui'
import { PASSWORD } from '../people.ts'

/** What makes a password, said before it is refused. */
export const PASSWORD_HINT = fr`De ${PASSWORD.shortest} à ${PASSWORD.longest} signes. Une phrase que vous seul·e diriez convient bien.`

/** Where the link to choose a password leads. */
export const PasswordPage = ({ token, refusal }: { token: string; refusal?: string }) => (
  <Page title="Choisir un mot de passe" width="text">
    <PageHead
      title="Choisir un mot de passe"
      lede="Il remplacera l’ancien, s’il y en a un, et fermera les sessions ouvertes ailleurs."
    />
    {token === '' ? (
      <Alert state="warn" title="Cette adresse est incomplète">
        <p>Ouvrez le lien tel qu’il vous a été envoyé, jusqu’à son dernier signe.</p>
      </Alert>
    ) : (
      <Card>
        <Form action="/mot-de-passe" submit="Enregistrer le mot de passe">
          <input type="hidden" name="jeton" value={token} />
          <Input
            name="password"
            label="Nouveau mot de passe"
            type="password"
            autocomplete="new-password"
            hint={PASSWORD_HINT}
            error={refusal && typo(refusal)}
          />
        </Form>
      </Card>
    )}
    <div class="actions">
      <ButtonLink href="/connexion">Aller à la page de connexion</ButtonLink>
    </div>
  </Page>
)
