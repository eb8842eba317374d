import type { Refusal } from '#kernel'
import { Alert, ButtonLink, Card, Checks, Form, fr, Page, PageHead, RefusalAlert, typo } from '#ui'
import { MAIL_KINDS, MAILS, type MailChoice, type MailKind } from './choices.ts'

interface Words {
  legend: string
  /** What they are of. */
  of: string
  ways: Readonly<Record<string, { label: string; hint?: string }>>
}

/** Every kind of mail, in the words of whoever receives it. */
const WORDS: Readonly<Record<MailKind, Words>> = {
  comments: {
    legend: 'Commentaires',
    of: 'Quelqu’un vous désigne, ou répond à votre commentaire.',
    ways: {
      gathered: { label: 'Tout de suite', hint: 'Un courriel par heure au plus, qui réunit ce qui attend.' },
      daily: { label: 'Une fois par jour', hint: 'Le matin, s’il y a du nouveau.' },
      weekly: { label: 'Une fois par semaine', hint: 'Le lundi matin, s’il y a du nouveau.' },
      none: { label: 'Jamais', hint: 'Ce qui vous attend reste sur le tableau de bord de chaque organisation.' },
    },
  },
  expected: {
    legend: 'Valeurs et états à saisir',
    of: 'Valeurs à saisir, états à dire, étapes échues des actions que vous pilotez. Chaque ligne ouvre son formulaire, sans connexion.',
    ways: {
      weekly: { label: 'Une fois par semaine', hint: 'Le lundi matin, s’il y a lieu.' },
      none: { label: 'Jamais', hint: 'Tout reste sur la page « Attendu de moi ».' },
    },
  },
  reminders: {
    legend: 'Rappels des échéances',
    of: 'Évaluations à écrire, choix à soumettre, dossiers et consultations où votre avis est attendu, enquêtes ouvertes à votre rôle. Les rappels cessent quand c’est fait.',
    ways: {
      daily: {
        label: 'Le jour même',
        hint: 'Un mois avant l’échéance, une semaine avant, puis chaque semaine de retard : un seul courriel par jour, qui réunit tout.',
      },
      weekly: { label: 'Une fois par semaine', hint: 'Le lundi matin, s’il y a lieu.' },
      none: { label: 'Jamais', hint: 'Ce qui vous attend reste sur le tableau de bord et dans le calendrier.' },
    },
  },
  surveys: {
    legend: 'Enquêtes',
    of: 'Une organisation invite votre adresse à répondre à une enquête.',
    ways: {
      all: { label: 'Invitation et rappels' },
      once: { label: 'Invitation, sans rappel' },
      none: { label: 'Jamais' },
    },
  },
}
const KINDS = Object.keys(MAIL_KINDS) as MailKind[]

/** What one is told by mail, and how often. */
export const MailsPage = (props: { choice: MailChoice; done: boolean; refusal?: Refusal }) => (
  <Page title="Mes courriels" width="text" crumbs={[{ label: 'Mon compte', href: '/mon-compte' }]}>
    <PageHead
      title="Mes courriels"
      lede="Ce que le site vous écrit de lui-même, et quand. Ces choix valent pour toutes vos organisations."
    />
    {props.done && (
      <Alert state="ok">
        <p>Vos choix sont enregistrés.</p>
      </Alert>
    )}
    {props.refusal && <RefusalAlert title="Rien n’a été changé" message={props.refusal.message} />}
    <Card>
      <Form action={MAILS} submit="Enregistrer mes choix">
        {KINDS.map(kind => (
          <Checks
            name={kind}
            legend={WORDS[kind].legend}
            hint={typo(WORDS[kind].of)}
            radio
            options={MAIL_KINDS[kind].map(value => {
              const { label, hint } = WORDS[kind].ways[value] ?? { label: value }
              return { value, label, ...(hint ? { hint: typo(hint) } : {}) }
            })}
            checked={[props.choice[kind]]}
          />
        ))}
      </Form>
    </Card>
    <Card title="Ce qui part toujours">
      <ul>
        <li>
          {fr`Les convocations aux réunions, leurs changements et leurs annulations, et les consultations écrites : une instance ne décide valablement que si chaque personne qui y siège a été appelée.`}
        </li>
        <li>{fr`Les courriels de connexion, d’invitation et de mot de passe : ils répondent à une demande.`}</li>
      </ul>
    </Card>
    <div class="actions">
      <ButtonLink href="/mon-compte">Revenir à mon compte</ButtonLink>
    </div>
  </Page>
)
