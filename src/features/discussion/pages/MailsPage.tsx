import type { Refusal } from '#kernel'
import { Alert, ButtonLink, Card, Checks, Form, Page, PageHead, typo } from '#ui'
import { MAILS } from '../addresses.ts'
import { type MailChoice, RHYTHMS, type Rhythm } from '../discussion.ts'

const WORDS: Record<Rhythm, { label: string; hint: string }> = {
  gathered: { label: 'Tout de suite', hint: 'Un courriel par heure au plus, qui réunit ce qui attend.' },
  daily: { label: 'Une fois par jour', hint: 'Le matin, s’il y a du nouveau.' },
  none: { label: 'Jamais', hint: 'Ce qui vous attend reste sur le tableau de bord de chaque organisation.' },
}

/** What one is told by mail, and how often. */
export const MailsPage = (props: { choice: MailChoice; done: boolean; refusal?: Refusal }) => (
  <Page title="Mes courriels" width="text" crumbs={[{ label: 'Mon compte', href: '/mon-compte' }]}>
    <PageHead
      title="Mes courriels"
      lede="Le site vous écrit quand quelqu’un vous désigne dans un commentaire ou répond au vôtre, et quand quelque chose est attendu de vous. Ces choix valent pour toutes vos organisations."
    />
    {props.done && (
      <Alert state="ok">
        <p>Votre choix est enregistré.</p>
      </Alert>
    )}
    <Card>
      <Form action={MAILS} submit="Enregistrer mon choix">
        <Checks
          name="frequence"
          legend="Fréquence des courriels sur les commentaires"
          radio
          options={RHYTHMS.map(value => ({ value, ...WORDS[value] }))}
          checked={[props.choice.rhythm]}
          error={props.refusal && typo(props.refusal.message)}
        />
        <Checks
          name="lundi"
          legend="Ce qui est attendu de moi"
          options={[
            {
              value: 'oui',
              label: 'Chaque lundi matin',
              hint: 'Un courriel, s’il y a lieu\u00a0: valeurs à saisir, états à dire, étapes échues des actions que vous pilotez. Chaque ligne ouvre son formulaire, sans connexion.',
            },
          ]}
          checked={props.choice.weekly ? ['oui'] : []}
        />
      </Form>
    </Card>
    <p class="small muted">
      Les courriels de connexion, d’invitation et de mot de passe partent toujours{'\u00a0'}: ils répondent à une
      demande.
    </p>
    <div class="actions">
      <ButtonLink href="/mon-compte">Revenir à mon compte</ButtonLink>
    </div>
  </Page>
)
