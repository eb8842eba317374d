import { type Body, holdsOn, type Presence, personOf, type Seat } from './bodies.ts'

/** How many must take part for a body to decide, and how many do. */
export interface Quorum {
  /** Seats that count: titular ones, held on that day. */
  of: number
  needed: number
  there: number
  reached: boolean
}

/**
 * Whether enough of a body takes part. A substitute counts for the seat they sit for, and for nobody where its holder is there too; somebody who
 * holds several seats counts once for each.
 * @param there the seats that take part, in person, by substitute or by the voice that they gave
 */
export function quorumOf(
  body: Pick<Body, 'quorum'>,
  seats: readonly Seat[],
  there: readonly string[],
  day: string,
): Quorum {
  const held = seats.filter(seat => holdsOn(seat, day))
  const titular = held.filter(({ substituteOf }) => substituteOf === null)
  const counted = new Set(held.filter(({ id }) => there.includes(id)).map(({ id, substituteOf }) => substituteOf ?? id))
  const present = titular.filter(({ id }) => counted.has(id)).length
  const needed = body.quorum === null ? 0 : Math.ceil((titular.length * body.quorum) / 100)
  return { of: titular.length, needed, there: present, reached: present >= Math.max(needed, 1) }
}

/** What is said of a seat at a meeting. */
export interface Attending {
  seat: string
  presence: Presence
  /** The seat that speaks for it, where it is represented. */
  by: string | null
}

/** What is wrong with an attendance: the seat that is represented by who may not; null where nothing is. */
export function wronglyRepresented(attending: readonly Attending[]): Attending | null {
  const present = new Set(attending.filter(({ presence }) => presence === 'present').map(({ seat }) => seat))
  return (
    attending.find(
      ({ presence, by, seat }) => presence === 'represented' && (by === null || by === seat || !present.has(by)),
    ) ?? null
  )
}

/** The seats that take part in a meeting: those who are there, and those that speak by them. */
export const takingPart = (attending: readonly Attending[]): string[] =>
  attending.filter(({ presence }) => presence === 'present' || presence === 'represented').map(({ seat }) => seat)

/** Whether seats that sit for one another would go round in a circle, or through more than one. */
export function sitsForHolder(
  seats: readonly Pick<Seat, 'id' | 'substituteOf'>[],
  substituteOf: string | null,
): boolean {
  return substituteOf === null || seats.some(({ id, substituteOf: above }) => id === substituteOf && above === null)
}

/** Who they are, each once, whichever seats they hold. */
export const peopleIn = (seats: readonly Seat[], ids: readonly string[]): Set<string> =>
  new Set(seats.filter(({ id }) => ids.includes(id)).map(personOf))
