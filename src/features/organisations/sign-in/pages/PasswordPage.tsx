import { Alert, ButtonLink, Card, Form, Page, PageHead } from '#ui'
import { NewPassword } from './NewPassword.tsx'

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
          <NewPassword refusal={refusal} />
        </Form>
      </Card>
    )}
    <div class="actions">
      <ButtonLink href="/connexion">Aller à la page de connexion</ButtonLink>
    </div>
  </Page>
)
