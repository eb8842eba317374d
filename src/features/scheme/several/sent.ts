import { z } from 'zod'
import { parisDay } from '#kernel'
import type { Sent } from '#platform/http'
import { STATUSES } from '../scheme.ts'

const key = z.string().regex(/^[a-z0-9-]{1,60}$/)
const form = z.object({
  action: z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(key)).catch([]),
  geste: z.enum(['etat', 'confier', 'reprendre']).catch('etat'),
  etat: z.enum(STATUSES).catch('ongoing'),
  jour: z.iso.date().catch(() => parisDay(new Date())),
  mots: z.string().max(20_000).catch(''),
  membre: z.uuid().optional().catch(undefined),
})

/** Which actions were chosen, and what to do to them, as forms say it. */
export type Typed = z.infer<typeof form>
export const typedIn = (sent: Sent): Typed => form.parse(sent)

/** What each action was when it was confirmed: `vu-` and its key. */
export const seenIn = (sent: Sent): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(sent).flatMap(([name, seen]) =>
      name.startsWith('vu-') && key.safeParse(name.slice(3)).success ? [[name.slice(3), String(seen)] as const] : [],
    ),
  )
