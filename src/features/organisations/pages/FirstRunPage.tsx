import { Card, Form, Input, Page, PageHead, RefusalAlert } from '#ui'
import type { Sent } from '../fields.ts'
import { NewPassword } from '../sign-in/pages/NewPassword.tsx'
import { about, type Refused, textOf } from './Belonging.tsx'
import { OrganisationFields } from './OrganisationFields.tsx'

/** The first account of an installation, and its first organisation. */
export const FirstRunPage = ({ sent = {}, refused }: { sent?: Sent; refused?: Refused | undefined }) => (
  <Page title="Premier démarrage" width="text">
    <PageHead
      title="Premier démarrage"
      lede="Ce site n’a encore personne pour l’administrer. Ouvrez le premier compte et la première organisation : vous inviterez les autres ensuite."
    />
    {refused && <RefusalAlert title="Rien n’a été ouvert" message={refused.message} />}
    <Card>
      <Form action="/premier-demarrage" submit="Ouvrir le site">
        <Input
          name="code"
          label="Code de premier démarrage"
          hint="Le programme l’affiche à chaque démarrage tant que ce compte n’est pas ouvert : il prouve que vous gérez le serveur."
          value={textOf(sent, 'code')}
          error={about(refused, 'code-wrong')}
        />
        <Input
          name="person"
          label="Votre nom"
          autocomplete="name"
          value={textOf(sent, 'person')}
          error={about(refused, 'person-missing')}
        />
        <Input
          name="email"
          type="email"
          label="Votre adresse électronique"
          autocomplete="username"
          value={textOf(sent, 'email')}
          error={about(refused, 'email-invalid', 'person-known')}
        />
        <NewPassword refusal={refused?.code === 'password-length' ? refused.message : undefined} />
        <OrganisationFields siret sent={sent} refused={refused} />
      </Form>
    </Card>
  </Page>
)
