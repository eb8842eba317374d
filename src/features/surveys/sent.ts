import type { Context } from 'hono'
import { z } from 'zod'
import type { Typed } from './answers/answers.ts'
import type { Step } from './answers/walking.ts'

const FIELD = /^r-[a-z0-9.-]{1,130}$/
const carried = z.array(z.tuple([z.string().regex(FIELD), z.array(z.string())])).max(20_000)

function carriedIn(text: unknown): [string, string[]][] {
  if (typeof text !== 'string') return []
  try {
    return carried.catch([]).parse(JSON.parse(text))
  } catch {
    return []
  }
}

/** The id in an address; anything else names nothing. */
export function idIn(c: Context): string {
  const id = z.uuid().safeParse(c.req.param('id'))
  return id.success ? id.data : '00000000-0000-0000-0000-000000000000'
}

/** The page of a list that an address asks for, from 1; undefined where it asks for none. */
export function pageIn(c: Context): number | undefined {
  const page = /^[1-9]\d{0,3}$/.exec(c.req.query('page') ?? '')?.[0]
  return page === undefined ? undefined : Number(page)
}

/** The revision that a form was made from; null where it does not say. */
export const revisionIn = (sent: Readonly<Record<string, unknown>>): number | null =>
  /^\d{1,9}$/.test(String(sent['vu'])) ? Number(sent['vu']) : null

/** What a page of a survey was sent with: what was typed on it, over what was typed before. */
export async function stepIn(c: Context): Promise<{ typed: Typed; step: Step }> {
  const fields = await c.req.parseBody({ all: true })
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const typed = new Map<string, readonly string[]>(carriedIn(fields['avant']))
  for (const [name, sent] of Object.entries(fields))
    if (FIELD.test(name))
      typed.set(
        name,
        [sent].flat().filter(one => typeof one === 'string'),
      )
  const page = /^\d{1,3}$/.test(text('page')) ? Number(text('page')) : 0
  const step = { page, seen: new Set(text('vues').split(' ')), goes: text('va') === 'retour' ? 'back' : 'on' } as const
  return { typed, step }
}
