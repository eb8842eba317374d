import { Card, fr, Input, Missing, Select, Table, typo } from '#ui'
import { shown } from '../cells.ts'
import { fieldsOf, SHOWN } from '../foreign/choosing.ts'
import type { SheetMapping } from '../foreign/mapping.ts'
import { FIELD_NAMES, FIELDS, labelOf, type Meaning, wordOf } from '../foreign/meanings.ts'
import { isFilled, lettersOf, type Table as Sheet, textOf } from '../tables.ts'

const USES = [
  { value: 'actions', label: 'Des actions, une par ligne' },
  { value: 'indicators', label: 'Des indicateurs, un par ligne' },
  { value: 'no', label: 'Ne pas lire cette feuille' },
]

interface Props {
  sheet: Sheet
  mapping: SheetMapping
  rank: number
}

interface Line {
  column: number
  head: string
  meaning: Meaning | null
  examples: string[]
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59).replace(/[\ud800-\udbff]$/, '')}…` : text)

/** The columns of a sheet, each with what it holds. */
function linesOf({ sheet, mapping }: Props): Line[] {
  const { head, columns } = mapping
  if (head === null) return []
  const below = sheet.rows.slice(head + 1, head + 200)
  return columns.slice(0, SHOWN.columns).flatMap((meaning, column) => {
    const examples = below.map(row => row[column]).filter(isFilled).slice(0, 2).map(cell => short(shown(cell))) // biome-ignore format: a chain
    const name = textOf(sheet.rows[head]?.[column])
    return name === '' && examples.length === 0 ? [] : [{ column, head: name, meaning, examples }]
  })
}

/** What a sheet of somebody else's file is, and what each of its columns says. */
export const SheetChoice = (props: Props) => {
  const { sheet, mapping, rank } = props
  const names = fieldsOf(rank)
  const row = mapping.head === null ? '' : String(mapping.head + 1)
  const lines = linesOf(props)
  return (
    <Card id={`feuille-${rank + 1}`} title={<bdi>{fr`Feuille « ${sheet.name} »`}</bdi>}>
      {sheet.hidden && <p>{fr`Cette feuille est masquée dans le fichier : elle n’est lue que si vous le demandez.`}</p>}
      <div class="filters">
        <Select name={names.use} label="Ce qu’elle contient" value={mapping.use} options={USES} grow />
        <Input name={names.head} label="Ligne des titres" value={row} inputmode="numeric" />
        <input type="hidden" name={names.shown} value={row} />
      </div>
      {lines.length === 0 ? (
        <p>{typo('Aucun titre de colonne n’a été reconnu : dites sur quelle ligne ils sont, puis relisez.')}</p>
      ) : (
        <Table
          id={`colonnes-${rank}`}
          caption={fr`Colonnes de la feuille « ${sheet.name} »`}
          hideCaption
          stack
          columns={[
            {
              head: 'Colonne',
              cell: ({ head, column }: Line) => (
                <>
                  {head === '' ? <Missing>Sans titre</Missing> : <bdi>{short(head)}</bdi>}
                  <small>{lettersOf(column)}</small>
                </>
              ),
            },
            {
              head: 'Exemples',
              cell: ({ examples }: Line) =>
                examples.length === 0 ? (
                  <Missing>Vide</Missing>
                ) : (
                  <span class="small">
                    <bdi>{examples.join(' · ')}</bdi>
                  </span>
                ),
            },
            {
              head: 'Ce qu’elle dit',
              cell: line => <MeaningChoice {...line} name={names.column(line.column)} sheet={sheet.name} />,
            },
          ]}
          rows={lines}
        />
      )}
    </Card>
  )
}

/** The meanings that a column may have: those with a year have that of its head. */
function meaningsFor({ head, meaning }: Line): Meaning[] {
  const year = meaning?.year ?? /\b(?:19|20)\d\d\b/.exec(head)?.[0] ?? null
  return FIELD_NAMES.flatMap(field =>
    'yearly' in FIELDS[field] && year !== null
      ? [{ field, year }, { field, year: null }] // biome-ignore format: a pair
      : [{ field, year: null }],
  )
}

const MeaningChoice = (props: Line & { name: string; sheet: string }) => {
  const { name, head, meaning, column, sheet } = props
  const value = meaning ? wordOf(meaning) : 'no'
  return (
    <select class="input" name={name} aria-label={`Ce que dit la colonne ${head || lettersOf(column)} de ${sheet}`}>
      <option value="no">Ne pas lire</option>
      {meaningsFor(props).map(one => (
        <option value={wordOf(one)} selected={wordOf(one) === value}>
          {labelOf(one)}
        </option>
      ))}
    </select>
  )
}
