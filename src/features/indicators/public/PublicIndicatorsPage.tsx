import { PUBLIC, type PublicScheme, type SchemeDocument } from '#features/scheme'
import { Alert, Card, count, Empty, fr, Missing, Page, PageHead, Pagination, Status, Table, typo } from '#ui'
import { periodWords } from '../figures.ts'
import { SIZE } from '../series/IndicatorsPage.tsx'
import { baselineWords, inWords, STANDING_LOOKS, targetWords } from '../series/words.ts'
import { STANDING_LABELS } from '../standing-words.ts'
import type { PublicTold } from './reading.ts'

/** The address of what is published of the indicators of a scheme. */
export const indicatorsOf = (code: string) => `${PUBLIC}/${code}/indicateurs`

/** What is published of an indicator, in a line of the text of its scheme: its last figure, where it stands, and where to read more. */
export const PublishedFigure = ({
  told,
  code,
  named,
}: {
  told: PublicTold
  code: string /** Whether its buyer is said. */
  named: boolean
}) => {
  const { definition, figures, standing, buyer } = told
  const last = figures.findLast(one => inWords(definition, one) !== null)
  return (
    <p class="row">
      {last ? (
        <>
          <b>{inWords(definition, last)}</b>
          <span class="small muted">
            {periodWords(last.period)}
            {named && buyer && (
              <>
                , <bdi>{buyer.name}</bdi>
              </>
            )}
          </span>
          <Status state={STANDING_LOOKS[standing.standing]}>{STANDING_LABELS[standing.standing]}</Status>
        </>
      ) : (
        <Missing>{figures.length > 0 ? 'Publié par ligne' : 'Rien de publié'}</Missing>
      )}
      <a class="small" href={`${indicatorsOf(code)}/${definition.key}`}>
        Le détail<span class="sr-only"> de {definition.label}</span>
      </a>
    </p>
  )
}

/** The indicators of a public scheme: where each stands, by what is published. */
export const PublicIndicatorsPage = (props: {
  scheme: PublicScheme
  document: SchemeDocument
  told: readonly PublicTold[]
  page: number
  /** How many lines there are on all pages: indicators, then the data that others are computed from. */
  total: number
  publicUrl: string
}) => {
  const { scheme, document, told, page, total, publicUrl } = props
  const here = indicatorsOf(scheme.code)
  return (
    <Page
      title={`Indicateurs, ${document.title}`}
      description={`Où en sont les indicateurs de ${document.title}.`}
      canonical={publicUrl + here + (page > 1 ? `?page=${page}` : '')}
      current="schemes"
      crumbs={[
        { label: 'Schémas publics', href: PUBLIC },
        { label: document.title, href: `${PUBLIC}/${scheme.code}` },
      ]}
      crumb="Indicateurs"
    >
      <PageHead
        title="Les indicateurs"
        lede={
          <>
            <bdi>{document.title}</bdi>
            {fr` : ${count(document.indicators.filter(({ support }) => !support).length, 'indicateur')}. Chacun dit d’où il part, où il va et où il en est, d’après ce qui est publié.`}
          </>
        }
      />
      <div class="public stack stack--loose">
        {document.notice !== '' && (
          <Alert state="info">
            <p>{typo(document.notice)}</p>
          </Alert>
        )}
        {told.length === 0 ? (
          <Empty title="Aucun indicateur ici">
            <p>{typo('Le texte en vigueur n’a pas d’indicateur à cette page.')}</p>
          </Empty>
        ) : (
          <Card flush>
            <Table
              id="indicateurs"
              caption="Indicateurs du schéma"
              hideCaption
              stack
              rows={told}
              columns={[
                {
                  head: 'Indicateur',
                  cell: ({ definition, buyer }) => (
                    <>
                      <a href={`${here}/${definition.key}`}>
                        <bdi>{definition.label}</bdi>
                      </a>
                      {definition.unit !== '' && <small>{definition.unit}</small>}
                      {definition.support && <small>Donnée de calcul</small>}
                      {scheme.buyers.length > 1 && buyer && <small>{buyer.name}</small>}
                    </>
                  ),
                },
                {
                  head: 'T0',
                  numeric: true,
                  cell: ({ definition, marks }) => {
                    const { value, note } = baselineWords(definition, marks)
                    return <Said value={value} none="Sans T0" note={value === null ? '' : note} />
                  },
                },
                {
                  head: 'Dernière valeur',
                  numeric: true,
                  cell: ({ definition, figures }) => {
                    const last = figures.at(-1)
                    if (!last) return <Missing>Rien de publié</Missing>
                    return <Said value={inWords(definition, last)} none="Par ligne" note={periodWords(last.period)} />
                  },
                },
                {
                  head: 'Cible',
                  numeric: true,
                  cell: ({ definition, marks, figures }) => {
                    const { value, when } = targetWords(definition, marks, figures.at(-1)?.period ?? '')
                    return <Said value={value} none="Sans cible" note={when} />
                  },
                },
                {
                  head: 'Position',
                  cell: ({ figures, standing: { standing } }) =>
                    figures.length > 0 && <Status state={STANDING_LOOKS[standing]}>{STANDING_LABELS[standing]}</Status>,
                },
              ]}
            />
          </Card>
        )}
        <Pagination
          page={page}
          pageSize={SIZE}
          total={total}
          href={to => (to === 1 ? here : `${here}?page=${to}`)}
          noun={['Ligne', 'Lignes']}
        />
      </div>
    </Page>
  )
}

const Said = ({ value, none, note }: { value: string | null; none: string; note: string }) => (
  <>
    {value ?? <Missing>{none}</Missing>}
    {note !== '' && <small>{note}</small>}
  </>
)
