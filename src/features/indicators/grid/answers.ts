import { z } from 'zod'
import type { Actor } from '#features/organisations'
import type { Definition } from '#features/scheme'
import type { Database } from '#platform/db'
import { typo } from '#ui'
import { FIELDS } from '../values/deciding.ts'
import { enterValues, undoEntry } from '../values/entering.ts'
import { refuse } from '../values/labels.ts'
import { type Content, nameOf, type Place } from '../values/values.ts'
import { cellsOf, fieldName, rejectedOf, shownIn } from './sent.ts'

const number = z.number().int().min(0)
const entry = z.object({
  seen: number,
  cells: z.array(z.tuple([z.string().max(200), z.string().max(5000), number])).max(60_000),
})

type Shown = Record<string, string>

/** What stands in the fields of a place. */
function shownAt(place: Place, content: Content, definition: Definition | undefined): [string, string][] {
  const { kind = 'amount' } = definition ?? {}
  return FIELDS.filter(field => field !== 'comment').map(field => [
    fieldName(place, field),
    shownIn(content, field, kind),
  ])
}

/** What the script of the grid sends: `{ seen, cells: [name, text, seen][] }`; what it is answered, by names of fields. */
export async function entered(db: Database, actor: Actor, scheme: string, body: string) {
  const sent = entry.safeParse(parsed(body))
  if (!sent.success) return refuse('entry-unreadable')
  const { seen, cells: fields } = sent.data
  const cells = cellsOf(fields, seen)
  const done = await enterValues(db, actor, scheme, cells)
  const { act, outcomes, definitions } = done
  const shown: Shown = {}
  const theirs: Record<string, { text: string; seen: number }> = {}
  for (const [at, cell] of cells.entries()) {
    const outcome = outcomes[at]
    const definition = definitions.get(cell.indicator)
    if (outcome?.is === 'saved' || outcome?.is === 'unchanged')
      Object.assign(shown, Object.fromEntries(shownAt(cell, outcome.content, definition)))
    if (outcome?.is === 'conflict')
      theirs[fieldName(cell, outcome.field)] = {
        text: shownIn(outcome.theirs, outcome.field, definition?.kind ?? 'amount'),
        seen: outcome.theirs.act,
      }
  }
  const why = [...rejectedOf(cells, done)].map(([name, one]) => [name, typo(one.why)])
  const saved = outcomes.filter(({ is }) => is === 'saved').length
  return { act, saved, shown, why: Object.fromEntries(why) as Shown, theirs }
}

/** What undoing an entry brought back. */
export async function undone(db: Database, actor: Actor, scheme: string, number: number) {
  const { act, back, left, definitions } = await undoEntry(db, actor, scheme, number)
  const shown = back.flatMap(one => shownAt(one, one, definitions.get(one.indicator)))
  return { act, saved: back.length, left, shown: Object.fromEntries(shown) as Shown, places: back.map(nameOf) }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
