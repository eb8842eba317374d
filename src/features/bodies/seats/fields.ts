import { z } from 'zod'
import { foldEmail } from '#features/organisations'
import { lineOf, tidy } from '#kernel'
import { readerBy, type Sent } from '#platform/http'
import { BODY_KINDS } from '../bodies.ts'
import { refuse } from '../labels.ts'

/** Reads the forms of bodies. */
export const reader = readerBy((code: Parameters<typeof refuse>[0]) => refuse(code as 'body-name'))

/** A line that must hold something; one more sign than may be tells that there are too many. */
export const line = (max: number) =>
  z.string().transform(text => lineOf(text, max + 1)).pipe(z.string().min(1).max(max)) // biome-ignore format: one line
/** The same, that may be empty. */
export const anyLine = (max: number) =>
  z.string().default('').transform(text => lineOf(text, max + 1)).pipe(z.string().max(max)) // biome-ignore format: one line
export const text = (max: number) => z.string().default('').transform(tidy).pipe(z.string().max(max))
const nothing = z.literal('').transform(() => null)
export const orNothing = <S extends z.ZodType>(schema: S) => z.union([nothing, schema]).default(null)

/** What a body is. */
export const readBody = reader(
  z.object({
    kind: z.enum(BODY_KINDS),
    name: line(120),
    mandate: text(5000),
    quorum: orNothing(z.coerce.number().int().min(1).max(100)),
    decides: z.enum(['majority', 'consent']),
    alone: z.literal('oui').optional().transform(sent => sent !== undefined), // biome-ignore format: one line
  }),
  {
    kind: 'body-kind',
    name: 'body-name',
    mandate: 'body-mandate',
    quorum: 'body-quorum',
    decides: 'body-decides',
    alone: 'body-decides',
  },
)
export type BodyInput = ReturnType<typeof readBody>

const role = z.enum(['chair', 'secretary', 'member']).default('member')
const email = z.string().transform(foldEmail).pipe(z.email().max(254))
const FUNCTION = { title: line(200), role, email: orNothing(email), until: orNothing(z.iso.date()) }
const CODES = { title: 'seat-title', role: 'seat-role', email: 'seat-email', until: 'seat-until' } as const

/** A seat to add, and who holds it: a member, or somebody by their name. */
export const readSeat = reader(
  z.object({
    ...FUNCTION,
    person: orNothing(z.uuid()),
    name: orNothing(line(120)),
    since: z.iso.date(),
    substituteOf: orNothing(z.uuid()),
  }),
  { ...CODES, person: 'seat-person', name: 'seat-name', since: 'seat-since', substituteOf: 'seat-substitute' },
)
export type SeatInput = ReturnType<typeof readSeat>

/** What may change of a seat; who holds it may not, but for how somebody without an account is named. */
export const readSeatChange = reader(z.object({ ...FUNCTION, name: orNothing(line(120)) }), { ...CODES, name: 'seat-name' }) // biome-ignore format: one line
export type SeatChange = ReturnType<typeof readSeatChange>

const replacement = z.object({ remplacee: z.union([z.uuid(), z.literal('personne')]).optional().catch(undefined) }) // biome-ignore format: one line
/** Which body replaces one that closes: null for none, undefined where nobody said. */
export function readReplacement(sent: Sent): string | null | undefined {
  const { remplacee } = replacement.parse(sent)
  return remplacee === 'personne' ? null : remplacee
}
