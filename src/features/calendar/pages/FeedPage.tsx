import type { Actor } from '#features/organisations'
import { Alert, Button, Card, Day, Facts, fr, inParis, Page, PageHead, type Space, typo } from '#ui'
import { calendarPath, feedAddress, feedPath } from '../within.ts'

const PROGRAMS = [
  {
    name: 'Outlook',
    how: 'Dans le calendrier : « Ajouter un calendrier », puis « S’abonner à partir du web ». Collez l’adresse, donnez un nom, puis « Importer ».',
  },
  {
    name: 'Thunderbird',
    how: 'Dans l’agenda : « Nouvel agenda », « Sur le réseau », puis collez l’adresse. Laissez le nom d’utilisateur vide.',
  },
  {
    name: 'iPhone et iPad',
    how: 'Réglages, « Calendrier », « Comptes », « Ajouter un compte », « Autre », « Ajouter un calendrier avec abonnement ». Ou ouvrez sur l’appareil le lien ci-dessus.',
  },
  {
    name: 'Android, avec Google Agenda',
    how: 'Depuis un ordinateur, dans Google Agenda : « Autres agendas », le signe +, « À partir de l’URL ». Il apparaît ensuite sur le téléphone.',
  },
] as const

/** How one has the calendar in one’s own, by a private address that is shown once. */
export const FeedPage = (props: {
  actor: Actor
  space: Space | undefined
  url: string
  since: Date | null
  /** Of the address that was just made. */
  token?: string
  done?: string | undefined
}) => {
  const { actor, space, url, since, token, done } = props
  const address = token && feedAddress(url, token)
  const at = feedPath(actor)
  return (
    <Page
      title="S’abonner au calendrier"
      width="text"
      space={space}
      crumbs={[{ label: 'Calendrier', href: calendarPath(actor) }]}
    >
      <PageHead
        title="S’abonner au calendrier"
        lede="Votre agenda lit ce calendrier tout seul, plusieurs fois par jour : réunions, étapes, échéances, changements et annulations."
      />
      {done && (
        <Alert state="ok">
          <p>{typo(done)}</p>
        </Alert>
      )}
      {address && (
        <Alert state="ok" title="Votre adresse privée">
          <p>
            <code>{address}</code>
          </p>
          <p>
            <a href={address.replace(/^https?:/, 'webcal:')}>Ouvrir dans l’agenda de cet appareil</a>
          </p>
          <p>{fr`Copiez-la maintenant : elle n’est montrée qu’une fois. Qui la connaît lit ce que vous lisez ici : ne la transmettez pas.`}</p>
        </Alert>
      )}
      <Card title={since ? 'Votre adresse' : 'Créer votre adresse'}>
        {since ? (
          <p>
            {fr`Vous avez une adresse privée depuis le `}
            <Day date={inParis(since).date} />
            {fr`. Perdue, ou connue de quelqu’un d’autre ? Créez-en une nouvelle : l’ancienne ne donnera plus rien.`}
          </p>
        ) : (
          <p>
            {fr`Une adresse privée donne à votre agenda, sans mot de passe, ce que vous avez le droit de lire ici, et rien d’autre. Elle ne donne plus rien le jour où vous quittez l’organisation.`}
          </p>
        )}
        <div class="actions">
          <form action={at} method="post">
            <Button look={since ? 'secondary' : 'primary'}>
              {since ? 'Créer une nouvelle adresse' : 'Créer mon adresse privée'}
            </Button>
          </form>
          {since && (
            <form action={`${at}/fin`} method="post">
              <Button look="secondary">Fermer cette adresse</Button>
            </form>
          )}
        </div>
      </Card>
      <Card title="Où coller l’adresse">
        <Facts list facts={PROGRAMS.map(({ name, how }) => ({ term: name, value: typo(how) }))} />
      </Card>
    </Page>
  )
}
