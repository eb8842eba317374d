import type { Context } from 'hono'
import type { Actor } from '#features/organisations'
import { bodyPath, ONE } from '../within.ts'
import type { Orientation } from './orientations.ts'

/** The orientations that a body gives, after its address; one of them. */
export const ALL = `${ONE}/orientations`
export const ORIENTATION = `${ALL}/:orientation`

export const orientationPath = (actor: Actor, { id, by }: Pick<Orientation, 'id' | 'by'>) =>
  `${bodyPath(actor, { id: by })}/orientations/${id}`
/** Where a body gives one. @param scope that it would concern */
export const givingPath = (actor: Actor, body: { id: string }, scope?: string) =>
  `${bodyPath(actor, body)}/orientations/nouvelle${scope === undefined ? '' : `?de=${encodeURIComponent(scope)}`}`

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  donnee: 'L’orientation est inscrite. L’instance qui doit écrire la trouve sur sa page.',
  prise: 'C’est noté : elle est en cours d’écriture.',
  suivie: 'La suite est inscrite : ce qui est écrit mène à cette orientation, et elle y mène.',
  'sans-suite': 'C’est inscrit, avec la raison.',
}
export const doneIn = (c: Context): string | undefined => DONE[c.req.query('fait') ?? '']
