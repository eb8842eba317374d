import { ButtonLink, Card, Form, FormButton, Input, Page, PageHead, RefusalAlert, typo } from '#ui'
import type { Sent } from '../fields.ts'
import type { Offer } from '../invitations.ts'
import { NewPassword } from '../sign-in/pages/NewPassword.tsx'
import { ROLE_WORDS } from '../words.ts'
import { about, type Refused, textOf } from './Belonging.tsx'

const roles = ({ roles }: Offer) => roles.map(role => ROLE_WORDS[role].name).join(', ')

/** Where the link of an invitation leads: what it offers, and the way to accept it for whoever opens it. */
export const InvitationPage = (props: {
  token: string
  /** What it offers; null when it is of no use any more. */
  offer: Offer | null
  /** The address of who is signed in. */
  signedIn: string | null
  sent?: Sent
  refused?: Refused | undefined
}) => {
  const { token, offer, signedIn, sent = {}, refused } = props
  if (offer === null)
    return (
      <Page title="Invitation" width="text">
        <PageHead title="Cette invitation ne peut plus servir" lede={refused && typo(refused.message)} />
        <div class="actions">
          <ButtonLink href="/connexion">Aller à la page de connexion</ButtonLink>
        </div>
      </Page>
    )
  const address = `/invitation?${new URLSearchParams({ jeton: token })}`
  return (
    <Page title="Invitation" width="text">
      <PageHead
        title={
          <>
            Rejoindre <bdi>{offer.organisation.name}</bdi>
          </>
        }
        lede={`Vous êtes invité·e avec l’adresse ${offer.email}, pour : ${roles(offer)}.`}
      />
      {refused && <RefusalAlert title="L’invitation n’a pas été acceptée" message={refused.message} />}
      {signedIn === offer.email ? (
        <Form action={address} submit="Accepter l’invitation">
          <p>Vos autres organisations ne changent pas.</p>
        </Form>
      ) : signedIn !== null ? (
        <Card>
          <p>
            Vous êtes connecté·e avec <bdi>{signedIn}</bdi>, et cette invitation est pour une autre adresse.
            Déconnectez-vous, puis ouvrez-la à nouveau.
          </p>
          <FormButton action="/deconnexion">Se déconnecter</FormButton>
        </Card>
      ) : offer.known ? (
        <Card>
          <p>Cette adresse a déjà un compte{'\u00a0'}: connectez-vous, et vous reviendrez ici pour accepter.</p>
          <div class="actions">
            <ButtonLink look="primary" href={`/connexion?${new URLSearchParams({ retour: address })}`}>
              Se connecter
            </ButtonLink>
          </div>
        </Card>
      ) : (
        <Card>
          <Form action={address} submit="Ouvrir mon compte et accepter">
            <input type="text" name="username" autocomplete="username" value={offer.email} hidden />
            <Input
              name="name"
              label="Votre nom"
              hint="Tel que vos collègues le liront, par exemple Camille Martin."
              autocomplete="name"
              value={textOf(sent, 'name')}
              error={about(refused, 'person-missing')}
            />
            <NewPassword refusal={refused?.code === 'password-length' ? refused.message : undefined} />
          </Form>
        </Card>
      )}
    </Page>
  )
}
