import { z } from 'zod'
import type { Sent } from '#platform/http'
import type { Voices } from './cases.ts'
import { refuse } from './labels.ts'

const number = z.preprocess(
  sent => (sent === '' ? undefined : sent),
  z.coerce.number().int().min(0).max(10_000).optional(),
)
const counted = z.object({ pour: number, contre: number, abstentions: number })

/** The voices that a form counts; null where none was. @throws Refusal `voices-unreadable` */
export function readVoices(sent: Sent): Voices | null {
  const { pour, contre, abstentions } = counted.safeParse(sent).data ?? refuse('voices-unreadable')
  if (pour === undefined && contre === undefined && abstentions === undefined) return null
  return { for: pour ?? 0, against: contre ?? 0, abstentions: abstentions ?? 0 }
}
