import type { Definition } from '#features/scheme'
import { Alert, Disclosure, fr, Missing, nb, Table } from '#ui'
import { changesOf } from '../computing/changes.ts'
import type { Explained } from '../computing/explaining.ts'
import { figure, periodWords } from '../figures.ts'
import { inWords } from './words.ts'

const PARTS = { value: '', numerator: 'numérateur de ', denominator: 'dénominateur de ' } as const

/** Where a computed figure comes from, down to its rows or to the figures that it reads, and what has changed since it was published. */
export const Lineage = ({
  explained,
  definition,
  base,
}: {
  explained: Explained
  definition: Definition
  base: string
}) => {
  const { value, lineage, measure } = explained
  const counted = lineage.by === 'measure' && lineage.rows !== ''
  return (
    <>
      {lineage.obstacle !== '' && (
        <Alert state={value.value === null ? 'warn' : 'info'}>
          <p>
            {fr`Pas de chiffre pour ${periodWords(value.period)}.`} {lineage.obstacle}
          </p>
        </Alert>
      )}
      {lineage.by === 'measure' && measure && (
        <p>
          {measure.explained}
          {Object.entries(lineage.filters).map(([name, chosen]) => {
            const filter = measure.filters.find(one => one.name === name)
            const words = filter?.choices?.find(choice => choice.value === chosen)?.label ?? chosen
            return fr` ${filter?.label ?? name} : ${words}.`
          })}
        </p>
      )}
      {counted && (
        <p>
          <a href={lineage.rows}>{fr`Voir les marchés derrière ce chiffre`}</a>
        </p>
      )}
      {lineage.by === 'measure' && lineage.excluded.length > 0 && (
        <Table
          id="laisses"
          caption={fr`Ce qui n’a pas été compté, et pourquoi`}
          rows={lineage.excluded}
          columns={[
            { head: 'Motif', cell: ({ reason }) => reason },
            { head: 'Marchés', numeric: true, cell: ({ count }) => nb(count) },
          ]}
        />
      )}
      {lineage.by === 'formula' && lineage.inputs.length > 0 && <Inputs explained={explained} base={base} />}
      <Since explained={explained} definition={definition} />
    </>
  )
}

/** The figures that a formula reads, each leading to its own. */
const Inputs = ({ explained: { lineage, definitions }, base }: { explained: Explained; base: string }) => (
  <Table
    id="lus"
    caption={fr`Les chiffres que la formule lit`}
    stack
    rows={lineage.by === 'formula' ? lineage.inputs : []}
    columns={[
      {
        head: 'Indicateur',
        cell: ({ key, row, part }) => (
          <>
            {PARTS[part]}
            <a href={`${base}/${key}`}>
              <bdi>{definitions.get(key)?.label ?? key}</bdi>
            </a>
            {row !== null && <small>{rowWords(definitions.get(key), row)}</small>}
          </>
        ),
      },
      { head: 'Période', cell: ({ period }) => periodWords(period) },
      {
        head: 'Valeur',
        numeric: true,
        cell: ({ key, value }) =>
          value === null ? <Missing>non renseigné</Missing> : figure(value, definitions.get(key)?.unit ?? ''),
      },
    ]}
  />
)

const rowWords = (definition: Definition | undefined, row: string) =>
  definition?.breakdown?.rows.find(({ key }) => key === row)?.label ?? row

/** What has changed since the figure that was published. */
const Since = ({ explained, definition }: { explained: Explained; definition: Definition }) => {
  const { published, value, definitions, measure } = explained
  if (published === null) return null
  const changes = changesOf(published, value, {
    numerator: definition.numerator || measure?.numerator || 'Numérateur',
    denominator: definition.denominator || measure?.denominator || 'Dénominateur',
    unit: definition.unit,
    input: ({ key, row }) => {
      const read = definitions.get(key)
      return { label: `${read?.label ?? key}${row === null ? '' : `, ${rowWords(read, row)}`}`, unit: read?.unit ?? '' }
    },
  })
  return (
    <Disclosure
      open
      summary={fr`Ce qui a changé depuis le chiffre publié (${inWords(definition, { value: published.value, words: '' }) ?? 'rien'})`}
    >
      {changes.length === 0 ? (
        <p>{fr`Le chiffre publié était le même.`}</p>
      ) : (
        <ul>
          {changes.map(one => (
            <li>{one}</li>
          ))}
        </ul>
      )}
    </Disclosure>
  )
}
