import { Alert, Card, Form, Input, Page, PageHead, RefusalAlert, TextArea } from '#ui'
import type { Sent } from '../fields.ts'
import { about, type Refused, textOf } from './Belonging.tsx'
import { OrganisationFields } from './OrganisationFields.tsx'

/** Asking that an organisation be opened, without an account. */
export const RequestPage = ({ sent = {}, refused, done }: { sent?: Sent; refused?: Refused; done?: boolean }) => (
  <Page title="Demander l’ouverture d’une organisation" width="text">
    <PageHead
      title="Demander l’ouverture d’une organisation"
      lede="La personne qui gère le site vérifie que vous pouvez parler au nom de cet acheteur, puis vous invite à l’administrer."
    />
    {done && (
      <Alert state="ok" title="Votre demande est enregistrée">
        <p>La réponse viendra à l’adresse que vous avez donnée.</p>
      </Alert>
    )}
    {refused && <RefusalAlert title="La demande n’a pas été enregistrée" message={refused.message} />}
    {!done && (
      <Card>
        <Form action="/organisations/demande" submit="Envoyer la demande">
          <OrganisationFields siret sent={sent} refused={refused} />
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
            hint="De préférence celle de l’organisation. Elle sert à vous répondre, et n’est plus gardée une fois la réponse donnée."
            autocomplete="email"
            value={textOf(sent, 'email')}
            error={about(refused, 'email-invalid', 'request-pending')}
          />
          <TextArea
            name="message"
            label="Ce qui aidera à vérifier"
            hint="Votre fonction, une délibération, un numéro du standard. Facultatif."
            value={textOf(sent, 'message')}
            error={about(refused, 'message-long')}
          />
        </Form>
      </Card>
    )}
  </Page>
)
