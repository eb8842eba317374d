import { ButtonLink, Card, Form, Input, Page, PageHead, RefusalAlert } from '#ui'
import type { Visitor } from '../people.ts'
import { about, type Refused } from './Belonging.tsx'

/** Having one's account erased: what goes, what stays, and a confirmation. */
export const ErasurePage = ({ visitor, refused }: { visitor: Visitor; refused?: Refused }) => (
  <Page title="Effacer mon compte" width="text" crumbs={[{ label: 'Mon compte', href: '/mon-compte' }]}>
    <PageHead title="Effacer mon compte" lede={<bdi>{visitor.name}</bdi>} />
    {refused && <RefusalAlert title="Rien n’a été effacé" message={refused.message} />}
    <div class="prose">
      <p>Votre nom, votre adresse, vos moyens de connexion et vos sessions disparaissent aussitôt, sans retour.</p>
      <p>
        Ce que vous avez fait au nom d’une organisation lui appartient et reste dans son journal, sous la mention «
        {'\u00a0'}Personne effacée{'\u00a0'}».
      </p>
    </div>
    <Card>
      <Form action="/mon-compte/effacement" submit="Effacer mon compte">
        <Input
          name="email"
          type="email"
          label="Écrivez votre adresse électronique pour confirmer"
          hint={visitor.email}
          error={about(refused, 'erasure-unconfirmed')}
        />
      </Form>
    </Card>
    <div class="actions">
      <ButtonLink href="/mon-compte">Garder mon compte</ButtonLink>
    </div>
  </Page>
)
