import { Alert, ButtonLink, Card, Form, fr, Input, Page, PageHead, RefusalAlert } from '#ui'
import { FirstRunNotice } from '../../pages/FirstRunNotice.tsx'
import { withBack } from '../answering.ts'

interface Props {
  /** What was typed, when it was refused. */
  email?: string
  refusal?: string
  /** What was just done, in a sentence. */
  done?: string | undefined
  /** Where to go afterwards, in this site. */
  back?: string | undefined
  /** What the provider is called at which one may sign in too. */
  provider?: string | undefined
  /** The session at the provider may still be open in this browser. */
  remains?: boolean
  /** People of the example may sign in. */
  demo?: boolean
  /** Nobody administers the instance yet. */
  isNew?: boolean
}

/** Where people sign in. */
export const SignInPage = ({
  email,
  refusal,
  done,
  back,
  provider,
  remains = false,
  demo = false,
  isNew = false,
}: Props) => (
  <Page title="Se connecter" width="text" demo={demo}>
    <PageHead
      title="Se connecter"
      lede="Les taux, les marchés et les méthodes se lisent sans compte. Un compte sert à celles et ceux qui agissent au nom d’un acheteur."
    />
    {isNew && <FirstRunNotice />}
    {refusal && <RefusalAlert title="La connexion n’a pas abouti" message={refusal} />}
    {done && !refusal && (
      <Alert state="ok">
        <p>{done}</p>
      </Alert>
    )}
    {remains && provider && (
      <Alert state="info" title={fr`Votre session ${provider} est encore ouverte`}>
        <p>
          Sur un poste partagé, fermez-la aussi{' : '}
          <a href="/connexion/fournisseur/sortie">se déconnecter de {provider}</a>
        </p>
      </Alert>
    )}
    {demo && (
      <Alert state="info">
        <p>
          Les personnes de l’exemple et leur mot de passe sont affichés dans le terminal, au premier démarrage.{' '}
          <a href="/courriels">Lire les courriels de l’exemple</a>
        </p>
      </Alert>
    )}
    <Card>
      <Form action="/connexion" submit="Se connecter">
        {back && <input type="hidden" name="retour" value={back} />}
        <Input name="email" label="Adresse électronique" type="email" autocomplete="username" value={email} />
        <Input name="password" label="Mot de passe" type="password" autocomplete="current-password" />
      </Form>
    </Card>
    {provider && (
      <Card>
        <p>{fr`Si votre administration utilise ${provider}, vous pouvez vous passer de mot de passe ici. Le compte doit déjà exister, à la même adresse électronique.`}</p>
        {/* A link: a form may lead to no other site than this one. */}
        <div class="actions">
          <ButtonLink href={withBack('/connexion/fournisseur', back)}>Se connecter avec {provider}</ButtonLink>
        </div>
      </Card>
    )}
    <p>
      <a href="/connexion/courriel">Mot de passe oublié, ou connexion par un lien reçu par courriel</a>
    </p>
    <p class="small muted">
      Pas encore de compte{'\u00a0'}: demandez une invitation aux personnes qui administrent votre organisation. Si elle
      n’est pas encore ici, <a href="/organisations/demande">demandez son ouverture</a>.
    </p>
  </Page>
)
