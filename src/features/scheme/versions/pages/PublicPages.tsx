import type { Child } from 'hono/jsx'
import { addressOf, type Publication } from '#features/publications'
import { parisDay } from '#kernel'
import {
  Alert,
  ButtonLink,
  Card,
  count,
  Day,
  Empty,
  Facts,
  fr,
  Hero,
  Page,
  PageHead,
  Section,
  Table,
  Timeline,
  typo,
} from '#ui'
import type { SchemeDocument } from '../../document/document.ts'
import { SheetLinks } from '../../pages/SheetLinks.tsx'
import { STATUSES } from '../../scheme.ts'
import { STATUS_WORDS } from '../../words.ts'
import type { PublicScheme } from '../public.ts'
import type { Said } from '../standing.ts'
import { TextBody } from './TextPages.tsx'

export const PUBLIC = '/schemas'

const adoptedOn = ({ versions }: PublicScheme) => versions.at(-1)?.adoption.on ?? null

/** The schemes that everybody may read. */
export const PublicSchemesPage = ({ schemes, publicUrl }: { schemes: readonly PublicScheme[]; publicUrl: string }) => (
  <Page
    title="Schémas publics"
    description="Les schémas de promotion des achats responsables que des acheteurs publics ont rendus publics."
    canonical={publicUrl + PUBLIC}
    current="schemes"
  >
    <PageHead
      title="Schémas publics"
      lede={fr`Ce que des acheteurs publics se sont engagés à faire pour acheter mieux : le texte adopté, et où en est chaque action.`}
    />
    {schemes.length === 0 ? (
      <Empty title="Aucun schéma public pour l’instant">
        <p>{typo('Un schéma paraît ici quand l’organisation qui le conduit le rend public.')}</p>
      </Empty>
    ) : (
      <Card flush>
        <Table
          id="schemas"
          caption="Schémas publics"
          hideCaption
          stack
          rows={schemes}
          columns={[
            {
              head: 'Schéma',
              cell: ({ code, title }) => (
                <a href={`${PUBLIC}/${code}`}>
                  <bdi>{title}</bdi>
                </a>
              ),
            },
            { head: 'Acheteurs', cell: ({ buyers }) => <bdi>{buyers.join(', ')}</bdi> },
            { head: 'Période', nowrap: true, cell: ({ from, to }) => `${from.slice(0, 4)}-${to.slice(0, 4)}` },
            { head: 'Adopté le', cell: scheme => <Day date={adoptedOn(scheme)} short /> },
          ]}
        />
      </Card>
    )}
  </Page>
)

interface Props {
  scheme: PublicScheme
  document: SchemeDocument
  said: ReadonlyMap<string, Said>
  /** What is published of the indicators that this page shows. */
  figures?: ReadonlyMap<string, Child> | undefined
  /** The bilans and the evaluations that stand. */
  reports: readonly Publication[]
  page: number
  publicUrl: string
}

/** How many actions there are, and where they stand: nothing is said of those of which nothing was said. */
function actionsInWords({ document, said }: Pick<Props, 'document' | 'said'>): string {
  const there = document.actions.filter(({ left }) => left === null)
  const states = STATUSES.flatMap(status => {
    const n = there.filter(({ key }) => said.get(key)?.status?.status === status).length
    return n === 0 ? [] : [`${STATUS_WORDS[status].label.toLowerCase()}\u00a0: ${n}`]
  })
  return `${count(there.length, 'action')}${states.length > 0 ? ` (${states.join(', ')})` : ''}.`
}

/** The page of a scheme, for everybody: the text in force, where its actions stand, and its versions. */
export const PublicSchemePage = (props: Props) => {
  const { scheme, document, said, figures, page, publicUrl } = props
  const here = `${PUBLIC}/${scheme.code}`
  const last = scheme.versions.at(-1)
  return (
    <Page
      title={document.title}
      description={`${document.title} : le texte adopté, ses actions et ses indicateurs.`}
      canonical={publicUrl + here + (page > 1 ? `?page=${page}` : '')}
      hero={
        <Hero
          kicker={<bdi>{scheme.buyers.join(', ')}</bdi>}
          title={<bdi>{document.title}</bdi>}
          lede={
            <>
              Adopté le <Day date={adoptedOn(scheme)} />
              {last && last.adoption.vote !== '' && (
                <>
                  , <bdi>{last.adoption.vote}</bdi>
                </>
              )}
              . {actionsInWords(props)}
            </>
          }
        >
          <div class="actions">
            {figures && document.indicators.length > 0 && (
              <ButtonLink look="primary" icon="chart" href={`${here}/indicateurs`}>
                Voir les indicateurs
              </ButtonLink>
            )}
            <SheetLinks at={`${here}/document`} of="du texte adopté" />
          </div>
        </Hero>
      }
    >
      <div class="public stack stack--loose">
        {document.notice !== '' && (
          <Alert state="info">
            <p>{typo(document.notice)}</p>
          </Alert>
        )}
        <TextBody {...{ document, said, figures, page }} href={to => (to === 1 ? here : `${here}?page=${to}`)} />
        {page === 1 && props.reports.length > 0 && <Reports of={props.reports} />}
        <Versions {...{ scheme, here }} />
        <Card id="verifier" title="Ce texte">
          <Facts
            facts={[
              { term: 'Adresse permanente', value: <code>{publicUrl + here}</code>, wide: true },
              {
                term: 'Période',
                value: (
                  <>
                    Du <Day date={document.from} /> au <Day date={document.to} />
                  </>
                ),
              },
              { term: 'Empreinte (SHA-256)', value: <code>{last?.sha256}</code>, wide: true },
            ]}
          />
          <p class="small">
            {fr`L’empreinte est celle du fichier JSON de la version, à l’octet près : `}
            <code>
              sha256sum {scheme.code}-version-{last?.number}.json
            </code>
            {fr` la redonne. Libre de réutilisation sous `}
            <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/">
              Licence Ouverte / Open Licence version 2.0
            </a>
            .
          </p>
        </Card>
      </div>
    </Page>
  )
}

/** What became of the text, year by year, as it was published. */
const Reports = ({ of }: { of: readonly Publication[] }) => (
  <Section id="bilans" title="Les bilans publiés">
    <ul>
      {of
        .toSorted((a, b) => b.period.localeCompare(a.period))
        .map(one => (
          <li>
            <a href={addressOf(one)}>
              <bdi>{one.title}</bdi>
            </a>{' '}
            <span class="small muted">
              <bdi>{one.name}</bdi>, le <Day date={parisDay(one.publishedAt)} />
            </span>
          </li>
        ))}
    </ul>
  </Section>
)

const Versions = ({ scheme, here }: { scheme: PublicScheme; here: string }) => (
  <Section id="versions" title="Les versions adoptées">
    <Timeline
      events={scheme.versions.toReversed().map(({ number, adoption, sha256 }, rank) => ({
        date: <Day date={adoption.on} />,
        past: rank > 0,
        children: (
          <>
            <p>
              <b>
                {fr`Version ${number}`}
                {rank === 0 && ', en vigueur'}
              </b>
              {adoption.deliberation !== '' && (
                <>
                  {fr` : délibération `}
                  <bdi>{adoption.deliberation}</bdi>
                </>
              )}
              {adoption.vote !== '' && (
                <>
                  , <bdi>{adoption.vote}</bdi>
                </>
              )}
            </p>
            <p class="small">
              <a href={`${here}/versions/${number}.json`} download>
                Télécharger (JSON)<span class="sr-only"> la version {number}</span>
              </a>{' '}
              <code>{sha256}</code>
            </p>
          </>
        ),
      }))}
    />
  </Section>
)
