import type { Child } from 'hono/jsx'
import { Alert, Card, Disclosure, Form, fr, Input, Page, PageHead, RefusalAlert, Section } from '#ui'
import type { SecondFactorState } from '../second-factor.ts'
import { QrCode } from './QrCode.tsx'

/** A form that was refused: which one, and why. */
export interface RefusedForm {
  about: 'start' | 'confirm' | 'renew' | 'turn-off'
  code: string
  message: string
}

interface Props {
  state: SecondFactorState
  email: string
  refused?: RefusedForm
}

const WRONG_CODE = 'Ce code ne convient pas.'

/** What a form must be given to believe who fills it: the password, and a code where there is one. */
const Proof = (props: {
  about: RefusedForm['about']
  email: string
  refused?: RefusedForm | undefined
  code?: boolean
}) => {
  const { about, email, refused, code } = props
  const why = refused?.about === about ? refused.code : undefined
  return (
    <>
      <input type="text" name="username" autocomplete="username" value={email} hidden />
      <Input
        id={`${about}-password`}
        name="password"
        label="Mot de passe"
        type="password"
        autocomplete="current-password"
        error={why === 'password-wrong' && 'Ce mot de passe n’est pas le bon.'}
      />
      {code && (
        <Input
          id={`${about}-code`}
          name="code"
          label="Code de l’application, ou code de secours"
          autocomplete="one-time-code"
          error={why === 'code-refused' && WRONG_CODE}
        />
      )}
    </>
  )
}

const Off = ({ state, email, refused }: Props) => (
  <Section id="activer" title="Activer le second facteur">
    <ol>
      <li>
        Installez sur votre téléphone une application qui donne des codes{'\u00a0'}: FreeOTP, Aegis, 2FAS, Google
        Authenticator… Beaucoup de gestionnaires de mots de passe le font aussi.
      </li>
      <li>Donnez votre mot de passe ci-dessous{'\u00a0'}: une clé vous sera montrée.</li>
      <li>Lisez cette clé avec l’application, puis donnez le code qu’elle montre.</li>
    </ol>
    {state.password ? (
      <Card>
        <Form action="/mon-compte/second-facteur" submit="Montrer la clé">
          <Proof about="start" email={email} refused={refused} />
        </Form>
      </Card>
    ) : (
      <Alert state="info" title="Vous n’avez pas de mot de passe ici">
        <p>
          Vous vous connectez par un autre service{'\u00a0'}: c’est lui qui vérifie que c’est vous. Un second facteur ne
          protège qu’un mot de passe d’ici.
        </p>
      </Alert>
    )}
  </Section>
)

/** The key as people type it: in groups of four. */
const inFours = (address: string) => (new URL(address).searchParams.get('secret') ?? '').match(/.{1,4}/g)?.join(' ')

const Pending = ({ address, refused, email }: Omit<Props, 'state'> & { address: string }) => (
  <Section id="cle" title="Lire la clé, puis donner un code">
    <p>
      Ouvrez l’application et demandez-lui d’ajouter un compte. Cette clé reste montrée un quart d’heure, dans ce
      navigateur seulement{'\u202f'}; ne la donnez à personne.
    </p>
    <Card>
      <QrCode text={address} label="QR code de la clé, à lire avec l’application" />
      <p>
        Sur ce téléphone{'\u00a0'}: <a href={address}>ouvrir la clé dans l’application</a>. Ailleurs, tapez-la{'\u00a0'}
        :
      </p>
      <p>
        <code>{inFours(address)}</code>
      </p>
    </Card>
    <Card>
      <Form action="/mon-compte/second-facteur/confirmation" submit="Activer le second facteur">
        <Input
          name="code"
          label="Code que montre l’application"
          hint="Six chiffres. Après cela, dix codes de secours vous seront donnés."
          inputmode="numeric"
          autocomplete="one-time-code"
          error={refused?.code === 'code-refused' && WRONG_CODE}
        />
      </Form>
    </Card>
    <Disclosure summary="Obtenir une autre clé" open={refused?.about === 'start'}>
      <Form action="/mon-compte/second-facteur" submit="Montrer une autre clé" aside>
        <Proof about="start" email={email} refused={refused} />
      </Form>
    </Disclosure>
  </Section>
)

const On = ({ state, email, refused }: Props) => (
  <>
    <Section id="codes" title="Codes de secours">
      <p>
        {state.recoveryCodes === 0
          ? 'Il ne vous en reste aucun. Sans votre téléphone, vous ne pourriez plus vous connecter : demandez-en d’autres.'
          : fr`Il vous en reste ${state.recoveryCodes} sur dix. En demander dix autres rend ceux-là inutiles.`}
      </p>
      <Card>
        <Form action="/mon-compte/second-facteur/codes" submit="Obtenir dix autres codes">
          <Proof about="renew" email={email} refused={refused} code />
        </Form>
      </Card>
    </Section>
    <Section id="fin" title="Désactiver le second facteur">
      <p>Votre mot de passe suffira de nouveau. Pour changer de téléphone, désactivez-le, puis activez-le.</p>
      <Card>
        <Form action="/mon-compte/second-facteur/fin" submit="Désactiver le second facteur" aside>
          <Proof about="turn-off" email={email} refused={refused} code />
        </Form>
      </Card>
    </Section>
  </>
)

const Lede = ({ state }: { state: SecondFactorState }): Child =>
  state.on
    ? 'Il est activé : après votre mot de passe, ce site demande un code de votre téléphone.'
    : 'Après le mot de passe, un code que seul votre téléphone connaît. Quelqu’un qui apprendrait votre mot de passe n’entrerait pas sans lui.'

/** One's own second factor: off, waiting for its first code, or on. */
export const SecondFactorPage = (props: Props) => {
  const { state, refused } = props
  return (
    <Page title="Second facteur" width="text" crumbs={[{ label: 'Mon compte', href: '/mon-compte' }]}>
      <PageHead title="Second facteur" lede={<Lede state={state} />} />
      {refused && <RefusalAlert title="La demande n’a pas abouti" message={refused.message} />}
      {state.on ? <On {...props} /> : state.key ? <Pending {...props} address={state.key} /> : <Off {...props} />}
    </Page>
  )
}
