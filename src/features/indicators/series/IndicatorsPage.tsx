import { type Branch, baseOf, type Framed, SchemePage } from '#features/scheme'
import { Alert, ButtonLink, Card, Empty, Filters, fr, Missing, nb, Pagination, Select, Status, Table, typo } from '#ui'
import { periodWords } from '../figures.ts'
import { nameOfAction } from '../grid/addresses.ts'
import { STANDING_LABELS } from '../standing-words.ts'
import { STATE_WORDS } from '../words.ts'
import type { Told } from './reading.ts'
import { baselineWords, inWords, missingWords, STANDING_LOOKS, targetWords } from './words.ts'

/** How many indicators a page shows. */
export const SIZE = 40

interface Props extends Framed {
  told: readonly Told[]
  actions: readonly Branch[]
  action: string | null
  page: number
  total: number
  /** The values that are expected and not there, over the whole scheme; those that wait to be validated. */
  missing: number
  waiting: number
  leads: boolean
}

/** The indicators of a scheme: where each stands. */
export const IndicatorsPage = (props: Props) => {
  const { actor, scheme, told, action, page, total } = props
  const base = baseOf(actor, scheme)
  const at = (number: number) => {
    const query = new URLSearchParams({
      ...(action ? { fiche: action } : {}),
      ...(number > 1 ? { page: String(number) } : {}),
    })
    return `${base}/indicateurs${query.size > 0 ? `?${query}` : ''}`
  }
  return (
    <SchemePage
      {...props}
      title="Indicateurs"
      tab="/indicateurs"
      lede={fr`Ce que le schéma mesure : d’où chaque indicateur part, où il va, où il en est.`}
      actions={
        <>
          {props.leads && <ButtonLink href={`${base}/validation`}>{`Valider (${nb(props.waiting)})`}</ButtonLink>}
          <ButtonLink look="primary" href={`${base}/saisie`}>
            Saisir les valeurs
          </ButtonLink>
        </>
      }
    >
      {props.missing > 0 && (
        <Alert state="warn">
          <p>
            {props.missing === 1
              ? 'Une valeur des périodes écoulées reste à collecter.'
              : fr`${nb(props.missing)} valeurs des périodes écoulées restent à collecter.`}
          </p>
        </Alert>
      )}
      <Filters
        action={`${base}/indicateurs`}
        label="Indicateurs montrés"
        reset={action ? `${base}/indicateurs` : undefined}
      >
        <Select
          name="fiche"
          label="Action"
          grow
          value={action ?? ''}
          options={[
            { value: '', label: 'Toutes les actions' },
            ...props.actions.map(one => ({ value: one.key, label: nameOfAction(one) })),
          ]}
        />
      </Filters>
      {told.length === 0 ? (
        <Empty title="Aucun indicateur ici">
          <p>{fr`Un indicateur s’ajoute dans le texte du schéma, sous son action, son objectif ou son axe.`}</p>
        </Empty>
      ) : (
        <Card flush>
          <IndicatorTable base={base} told={told} caption="Indicateurs du schéma" />
        </Card>
      )}
      <Pagination page={page} pageSize={SIZE} total={total} href={at} noun={['Indicateur', 'Indicateurs']} />
    </SchemePage>
  )
}

/** Indicators in lines: last value, T0, target, standing. */
export const IndicatorTable = ({ base, told, caption }: { base: string; told: readonly Told[]; caption: string }) => (
  <Table
    id="indicateurs"
    caption={caption}
    hideCaption
    stack
    rows={told}
    columns={[
      {
        head: 'Indicateur',
        cell: ({ definition }) => (
          <>
            <a href={`${base}/indicateurs/${definition.key}`}>
              <bdi>{definition.label}</bdi>
            </a>
            {definition.unit !== '' && <small>{definition.unit}</small>}
          </>
        ),
      },
      {
        head: 'T0',
        numeric: true,
        cell: ({ definition, marks }) => {
          const { value, note } = baselineWords(definition, marks)
          return value === null ? <Missing>Sans T0</Missing> : <Said value={value} note={note} />
        },
      },
      {
        head: 'Dernière valeur',
        numeric: true,
        cell: ({ definition, figures, values }) => {
          const last = figures.at(-1)
          const words = last ? inWords(definition, last) : null
          if (!last) return <Missing>{missingWords(definition, values)}</Missing>
          return (
            <Said
              value={words ?? 'incomplète'}
              note={`${periodWords(last.period)}, ${STATE_WORDS[last.state].label.toLowerCase()}`}
            />
          )
        },
      },
      {
        head: 'Cible',
        numeric: true,
        cell: ({ definition, marks, figures }) => {
          const { value, when } = targetWords(definition, marks, figures.at(-1)?.period ?? '')
          return value === null ? <Missing>Sans cible</Missing> : <Said value={value} note={when} />
        },
      },
      {
        head: 'Position',
        cell: ({ standing }) => (
          <Status state={STANDING_LOOKS[standing.standing]}>{STANDING_LABELS[standing.standing]}</Status>
        ),
      },
    ]}
  />
)

const Said = ({ value, note }: { value: string; note: string }) => (
  <>
    {value}
    {note !== '' && <small>{typo(note.length > 60 ? `${note.slice(0, 59)}…` : note)}</small>}
  </>
)
