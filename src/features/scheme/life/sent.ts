import { z } from 'zod'
import { parisDay } from '#kernel'
import { refuse } from '../labels.ts'
import { STATUSES } from '../scheme.ts'
import type { Saying } from './events.ts'

const text = z.string().max(20_000).catch('')
const day = z.iso.date().catch(parisDay(new Date()))
const saying = z.discriminatedUnion('nature', [
  z.object({ nature: z.literal('etat'), etat: z.enum(STATUSES), jour: day, mots: text }),
  z.object({ nature: z.literal('etape'), etape: text, faite: z.enum(['oui', 'non']), jour: day }),
  z.object({ nature: z.literal('note'), jour: day, mots: text }),
])

/** What a form says of an action. @throws Refusal `note-empty` */
export function saidIn(sent: Record<string, unknown>): Saying {
  const read = saying.safeParse(sent)
  if (!read.success) return refuse('note-empty')
  const { data } = read
  if (data.nature === 'etat') return { kind: 'status', day: data.jour, status: data.etat, words: data.mots }
  if (data.nature === 'note') return { kind: 'note', day: data.jour, words: data.mots }
  return { kind: 'step', day: data.jour, step: data.etape, done: data.faite === 'oui', words: '' }
}
