import { type Buyer, PUBLIC, type PublicScheme, type SchemeDocument } from '#features/scheme'
import { Alert, Card, fr, Page, PageHead, Status, Table, Tabs, Tag, typo } from '#ui'
import { IndicatorCharts } from '../charts/IndicatorCharts.tsx'
import type { Explained } from '../computing/explaining.ts'
import { figure, periodWords } from '../figures.ts'
import { shownIn } from '../grid/sent.ts'
import { Definition } from '../series/Definition.tsx'
import { FigureCell } from '../series/FigureCell.tsx'
import type { Figure } from '../series/series.ts'
import { Tiles } from '../series/Tiles.tsx'
import { DIRECTION_WORDS, inWords, KIND_WORDS, STANDING_LOOKS } from '../series/words.ts'
import { STANDING_LABELS } from '../standing-words.ts'
import { says, type Value } from '../values/values.ts'
import { indicatorsOf } from './PublicIndicatorsPage.tsx'
import type { PublicTold } from './reading.ts'

/** What is published of an indicator, for everybody: its chart, its figures, how they are obtained, and all of it as files. */
export const PublicIndicatorPage = (props: {
  scheme: PublicScheme
  document: SchemeDocument
  told: PublicTold
  buyers: readonly Buyer[]
  publicUrl: string
  /** The figure that is explained, and how it was computed, where it was. */
  shown: Figure | undefined
  explained: Explained | null
}) => {
  const { scheme, document, told, buyers, publicUrl } = props
  const { definition, figures, standing, buyer } = told
  const { above } = definition
  const home = `${PUBLIC}/${scheme.code}`
  const here = `${indicatorsOf(scheme.code)}/${definition.key}`
  return (
    <Page
      title={definition.label}
      description={`${definition.label} : les valeurs publiées de ${document.title}.`}
      canonical={publicUrl + here}
      current="schemes"
      crumbs={[
        { label: document.title, href: home },
        { label: 'Indicateurs', href: indicatorsOf(scheme.code) },
      ]}
    >
      <PageHead
        title={<bdi>{definition.label}</bdi>}
        chips={
          <>
            <Status state={STANDING_LOOKS[standing.standing]}>{STANDING_LABELS[standing.standing]}</Status>
            <Tag>{KIND_WORDS[definition.kind]}</Tag>
            {definition.code !== '' && <Tag>{definition.code}</Tag>}
          </>
        }
        lede={
          <>
            {above?.kind === 'action' && (
              <>
                Action <a href={`${home}#${above.key}`}>{[above.code, above.title].filter(Boolean).join(' ')}</a>.{' '}
              </>
            )}
            {DIRECTION_WORDS[definition.direction]}
          </>
        }
      />
      <div class="public stack stack--loose">
        {document.notice !== '' && (
          <Alert state="info">
            <p>{typo(document.notice)}</p>
          </Alert>
        )}
        {buyers.length > 1 && (
          <Tabs
            label="Acheteur montré"
            tabs={[
              ...buyers.map(({ siren, name }) => ({
                label: name,
                href: `${here}?acheteur=${siren}`,
                current: siren === buyer?.siren,
              })),
              { label: 'Ensemble', href: `${here}?acheteur=tous`, current: buyer === undefined },
            ]}
          />
        )}
        <Tiles told={told} last={figures.at(-1)} />
        <Card>
          <IndicatorCharts
            told={told}
            here={here}
            query={buyers.length > 1 ? `?acheteur=${buyer?.siren ?? 'tous'}` : ''}
          />
        </Card>
        <Card id="valeurs" title="Valeurs publiées" flush>
          <PublishedValues told={told} buyers={buyers} here={here} />
        </Card>
        <Definition
          told={told}
          shown={props.shown}
          explained={props.explained}
          base={indicatorsOf(scheme.code)}
          made={buyer === undefined && <MadeOf told={told} shown={props.shown} buyers={buyers} here={here} />}
        />
        <p class="small muted">
          {fr`Libre de réutilisation sous `}
          <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/">
            Licence Ouverte / Open Licence version 2.0
          </a>
          .
        </p>
      </div>
    </Page>
  )
}

/** What each buyer says of the figure of all of them, which leads to how it was obtained. */
const MadeOf = ({
  told: { definition, values },
  shown,
  buyers,
  here,
}: {
  told: PublicTold
  shown: Figure | undefined
  buyers: readonly Buyer[]
  here: string
}) => {
  const parts = buyers.flatMap(({ id, siren, name }) => {
    const said = values.find(one => one.organisation === id && one.period === shown?.period && one.row === '')
    return said && says(said) ? [{ siren, name, words: termsOf(said) ?? inWords(definition, said) }] : []
  })
  if (parts.length < 2) return null
  return (
    <p>
      {fr`Ce chiffre réunit ceux de `}
      {parts.map(({ siren, name, words }, at) => (
        <>
          {at > 0 && ', '}
          <a href={`${here}?acheteur=${siren}&periode=${shown?.period}#calcul`}>{fr`${name} : ${words ?? ''}`}</a>
        </>
      ))}
      .
    </p>
  )
}

const termsOf = ({ numerator, denominator }: Value) =>
  numerator !== null && denominator !== null ? fr`${figure(numerator, '')} sur ${figure(denominator, '')}` : null

/** How many values the page shows: all of them are in the file. */
const SHOWN = 120

const PublishedValues = (props: { told: PublicTold; buyers: readonly Buyer[]; here: string }) => {
  const {
    told: { definition, values },
    buyers,
    here,
  } = props
  const said = values.filter(says).toReversed()
  const rows = said.slice(0, SHOWN)
  if (rows.length === 0) return <p class="card muted">Aucune valeur n’est publiée pour l’instant.</p>
  const names = new Map(buyers.map(({ id, name }) => [id, name]))
  const sirens = new Map(buyers.map(({ id, siren }) => [id, siren]))
  const labels = new Map(definition.breakdown?.rows.map(({ key, label }) => [key, label]))
  return (
    <Table
      id="valeurs-table"
      caption={
        said.length > SHOWN
          ? fr`Les ${SHOWN} dernières valeurs publiées, sur ${said.length} : toutes sont dans le fichier CSV`
          : 'Valeurs publiées, de la plus récente à la plus ancienne'
      }
      hideCaption={said.length <= SHOWN}
      stack
      rows={rows}
      columns={[
        {
          head: 'Période',
          cell: ({ period, row, organisation }: Value) => (
            <>
              {periodWords(period)}
              {definition.breakdown !== null && <small>{row === '' ? 'Ensemble' : (labels.get(row) ?? row)}</small>}
              {buyers.length > 1 && <small>{names.get(organisation)}</small>}
            </>
          ),
        },
        {
          head: 'Valeur',
          numeric: true,
          cell: value => <FigureCell definition={definition} value={value} />,
        },
        {
          head: 'Origine',
          cell: ({ origin, period, organisation }) =>
            origin === 'entered' ? (
              'Saisie'
            ) : (
              <a
                href={`${here}?periode=${period}${buyers.length > 1 ? `&acheteur=${sirens.get(organisation)}` : ''}#calcul`}
              >
                {fr`Calculée : comment ?`}
              </a>
            ),
        },
        ...(rows.some(({ comment }) => comment !== '')
          ? [
              {
                head: 'Commentaire',
                cell: (value: Value) => value.comment && <bdi>{shownIn(value, 'comment', definition.kind)}</bdi>,
              },
            ]
          : []),
      ]}
    />
  )
}
