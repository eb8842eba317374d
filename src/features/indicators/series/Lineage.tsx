import type { Definition } from '#features/scheme'
import { Alert, Disclosure, fr, Missing, nb, Table } from '#ui'
import { changesOf } from '../computing/changes.ts'
import type { Explained } from '../computing/explaining.ts'
import { periodWords } from '../figures.ts'
import { inputFigure, lineageTold, rowsWords, rowWords } from './lineage-words.ts'
import { inWords } from './words.ts'

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
  const { obstacle, measured, rows, excluded, inputs } = lineageTold(explained)
  return (
    <>
      {obstacle !== '' && (
        <Alert state={explained.value.value === null ? 'warn' : 'info'}>
          <p>{obstacle}</p>
        </Alert>
      )}
      {measured !== '' && <p>{measured}</p>}
      {rows !== '' && (
        <p>
          <a href={rows}>{rowsWords(rows)}</a>
        </p>
      )}
      {excluded.length > 0 && (
        <Table
          id="laisses"
          caption={fr`Ce qui n’a pas été compté, et pourquoi`}
          rows={excluded}
          columns={[
            { head: 'Motif', cell: ({ reason }) => reason },
            { head: 'Marchés', numeric: true, cell: ({ count }) => nb(count) },
          ]}
        />
      )}
      {inputs.length > 0 && (
        <Table
          id="lus"
          caption={fr`Les chiffres que la formule lit`}
          stack
          rows={inputs}
          columns={[
            {
              head: 'Indicateur',
              cell: ({ key, part, label, row }) => (
                <>
                  {part}
                  <a href={`${base}/${key}`}>
                    <bdi>{label}</bdi>
                  </a>
                  {row !== '' && <small>{row}</small>}
                </>
              ),
            },
            { head: 'Période', cell: ({ period }) => periodWords(period) },
            {
              head: 'Valeur',
              numeric: true,
              cell: input => inputFigure(input) ?? <Missing>non renseigné</Missing>,
            },
          ]}
        />
      )}
      <Since explained={explained} definition={definition} />
    </>
  )
}

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
