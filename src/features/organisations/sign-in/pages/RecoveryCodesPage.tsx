import { Alert, ButtonLink, Card, Page, PageHead } from '#ui'

interface Props {
  codes: readonly string[]
  email: string
  /** The second factor has just been turned on. */
  first?: boolean
}

const asText = (codes: readonly string[], email: string) =>
  [
    'Mieuxdisant, codes de secours',
    email,
    'Chacun sert une fois, à la place du code du téléphone.',
    '',
    ...codes,
    '',
  ].join('\r\n')

/** Recovery codes, shown this once. */
export const RecoveryCodesPage = ({ codes, email, first }: Props) => (
  <Page
    title="Vos codes de secours"
    width="text"
    crumbs={[
      { label: 'Mon compte', href: '/mon-compte' },
      { label: 'Second facteur', href: '/mon-compte/second-facteur' },
    ]}
    crumb="Codes de secours"
  >
    <PageHead
      title="Vos codes de secours"
      lede="Le jour où vous n’aurez pas votre téléphone, chacun de ces codes vaudra une fois le sien."
    />
    <Alert state="ok">
      <p>
        {first
          ? 'Le second facteur est activé : à votre prochaine connexion, un code vous sera demandé après le mot de passe.'
          : 'Ces codes remplacent les précédents, qui ne servent plus.'}
      </p>
    </Alert>
    <Alert state="warn" title="Cette page ne sera plus montrée">
      <p>
        Imprimez-la ou téléchargez les codes maintenant, et gardez-les ailleurs que sur votre téléphone. Qui les
        trouverait avec votre mot de passe pourrait se connecter à votre place.
      </p>
    </Alert>
    <Card>
      <ul class="codes">
        {codes.map(code => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Card>
    <div class="actions">
      {/* Nothing to ask the server for: it does not keep them readable. */}
      <a
        class="button"
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(asText(codes, email))}`}
        download="codes-de-secours-mieuxdisant.txt"
      >
        Télécharger les codes
      </a>
      <ButtonLink href="/mon-compte">J’ai gardé mes codes, revenir à mon compte</ButtonLink>
    </div>
  </Page>
)
