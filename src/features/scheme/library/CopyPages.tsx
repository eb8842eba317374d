import type { Actor } from '#features/organisations'
import { Alert, Card, Checks, count, Empty, Form, fr, Page, PageHead, type Space, Table, typo } from '#ui'
import type { SchemeDocument } from '../document/document.ts'
import { type CoverSent, OpeningFields } from '../pages/FormPages.tsx'
import { schemesOf } from '../pages/SchemeFrame.tsx'

/** Where a scheme is copied. */
export const copyOf = (actor: Actor) => `${schemesOf(actor)}/nouveau/copie`

const crumbsOf = (actor: Actor) => [
  { label: 'Schémas', href: schemesOf(actor) },
  { label: 'Ouvrir un schéma', href: `${schemesOf(actor)}/nouveau` },
]

/** The schemes that may be copied: the organisation’s, then those that everybody reads. */
export const ChooseSchemePage = (props: {
  actor: Actor
  space: Space | undefined
  schemes: readonly { code: string; title: string; buyers: readonly string[]; from: string; to: string }[]
}) => (
  <Page title="Copier un schéma" space={props.space} crumbs={crumbsOf(props.actor)}>
    <PageHead
      title="Copier un schéma"
      lede={fr`Ceux de l’organisation, et ceux que d’autres acheteurs ont rendus publics. Seul le texte est repris : ni valeurs, ni suivi, ni pilotes.`}
    />
    {props.schemes.length === 0 ? (
      <Empty title="Aucun schéma à copier">
        <p>{typo('L’organisation n’en a pas encore, et aucun n’est public ici.')}</p>
      </Empty>
    ) : (
      <Card flush>
        <Table
          id="schemas"
          caption="Schémas à copier"
          hideCaption
          stack
          rows={props.schemes}
          columns={[
            {
              head: 'Schéma',
              cell: ({ code, title }) => (
                <a href={`${copyOf(props.actor)}?de=${code}`}>
                  <bdi>{title}</bdi>
                </a>
              ),
            },
            { head: 'Acheteurs', cell: ({ buyers }) => <bdi>{buyers.join(', ')}</bdi> },
            { head: 'Période', nowrap: true, cell: ({ from, to }) => `${from.slice(0, 4)}-${to.slice(0, 4)}` },
          ]}
        />
      </Card>
    )}
  </Page>
)

/** Copying a scheme: what the new one is, and what it keeps. */
export const CopyPage = (props: {
  actor: Actor
  space: Space | undefined
  source: SchemeDocument
  sent: CoverSent
  /** What is kept, by the words of the form. */
  kept: readonly string[]
  refused?: string | undefined
}) => {
  const { actor, source } = props
  const gone = source.actions.filter(({ left }) => left !== null).length
  return (
    <Page title="Copier ce schéma" space={props.space} crumbs={crumbsOf(actor)}>
      <PageHead
        title="Copier ce schéma"
        lede={
          <>
            <bdi>{source.title}</bdi>
            {fr` : ${count(source.actions.length - gone, 'action')}, ${count(source.indicators.filter(({ support }) => !support).length, 'indicateur')}.`}
            {gone > 0 &&
              fr` ${gone > 1 ? `Les ${gone} actions sorties` : 'L’action sortie'} du schéma ne ${gone > 1 ? 'sont pas reprises' : 'est pas reprise'}.`}
          </>
        }
      />
      {props.refused && (
        <Alert state="late" urgent title="Le schéma n’est pas ouvert">
          <p>{typo(props.refused)}</p>
        </Alert>
      )}
      <Card id="copie" title="Le nouveau schéma">
        <p>
          {typo(
            'C’est un brouillon de votre organisation seule. Le texte est repris sans les valeurs, les adoptions, les pilotes ni le suivi ; les actions propres à un acheteur deviennent communes.',
          )}
        </p>
        <Form wide action={copyOf(actor)} submit="Copier le schéma">
          <input type="hidden" name="de" value={source.code} />
          <OpeningFields sent={props.sent} />
          <Checks
            name="garder"
            legend="Reprendre aussi"
            checked={props.kept}
            options={[
              {
                value: 'reperes',
                label: 'Les T0, les cibles et les moyennes des pairs',
                hint: 'Sinon, ils restent à dire. Les minima légaux sont toujours repris.',
              },
              { value: 'dates', label: 'Les dates des étapes' },
            ]}
          />
        </Form>
      </Card>
    </Page>
  )
}
