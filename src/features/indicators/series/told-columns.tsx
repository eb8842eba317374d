import { type Column, Missing, Status, typo } from '#ui'
import { periodWords } from '../figures.ts'
import { STANDING_LABELS } from '../standing-words.ts'
import { STATE_WORDS } from '../words.ts'
import type { Told } from './reading.ts'
import { baselineWords, inWords, missingWords, STANDING_LOOKS, targetWords } from './words.ts'

/** What is said of an indicator in a line: T0, last value, target, standing. */
export const TOLD_COLUMNS: readonly Column<Told>[] = [
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
          note={`${periodWords(last.period)}, ${STATE_WORDS[last.state].label.toLowerCase()}${last.partial && words !== null ? ', partielle' : ''}`}
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
]

const Said = ({ value, note }: { value: string; note: string }) => (
  <>
    {value}
    {note !== '' && <small>{typo(note.length > 60 ? `${note.slice(0, 59)}…` : note)}</small>}
  </>
)
