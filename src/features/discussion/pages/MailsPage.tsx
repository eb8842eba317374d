import type { Refusal } from '#kernel'
import { Alert, ButtonLink, Card, Checks, Form, Page, PageHead, typo } from '#ui'
import { MAILS } from '../addresses.ts'
import { RHYTHMS, type Rhythm } from '../discussion.ts'

const WORDS: Record<Rhythm, { label: string; hint: string }> = {
  gathered: { label: 'Tout de suite', hint: 'Un courriel par heure au plus, qui réunit ce qui attend.' },
  daily: { label: 'Une fois par jour', hint: 'Le matin, s’il y a du nouveau.' },
  none: { label: 'Jamais', hint: 'Ce qui vous attend reste sur le tableau de bord de chaque organisation.' },
}

/** How often one is told by mail of what awaits. */
export const MailsPage = (props: { rhythm: Rhythm; done: boolean; refusal?: Refusal }) => (
  <Page title="Mes courriels" width="text" crumbs={[{ label: 'Mon compte', href: '/mon-compte' }]}>
    <PageHead
      title="Mes courriels"
      lede="Quand quelqu’un vous désigne dans un commentaire ou répond au vôtre, le site vous écrit. Ces choix valent pour toutes vos organisations."
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
          legend="Fréquence des courriels"
          radio
          options={RHYTHMS.map(value => ({ value, ...WORDS[value] }))}
          checked={[props.rhythm]}
          error={props.refusal && typo(props.refusal.message)}
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
