import { type Dice, type Draw, leads, REASON, someone } from './ten-years-drawing.test-support.ts'
import type { Case } from './ten-years-held.test-support.ts'
import { decidable, kept, organises, roundOn, seatsOn, turnOf, type World } from './ten-years-rules.test-support.ts'

/** A case, mostly one that waits. */
function someCase({ held }: World, dice: Dice): Case | undefined {
  const waiting = held.validation_case.filter(({ state }) => state === 'open')
  return dice.rarely(12) ? dice.one(held.validation_case) : dice.one(waiting)
}
function answer(asked: Case, dice: Dice) {
  const issue = dice.rarely(8) ? 'return' : dice.rarely(25) ? 'refuse' : 'accept'
  const motif = dice.rarely(25) ? '' : dice.rarely(40) ? 'x'.repeat(5001) : issue === 'accept' ? '' : REASON
  const etape = dice.rarely(15) ? asked.level + 1 : asked.level
  return { issue, motif, etape }
}

export const decideAlone: Draw = (world, dice) => {
  const asked = someCase(world, dice)
  if (!asked) return null
  const { actors, base } = world.site
  const body = turnOf(asked) ?? asked.bodies[0] ?? ''
  const chairs = seatsOn(world, body, world.today).filter(({ role }) => role === 'chair')
  const chair = Object.values(actors).find(({ person }) => person.id === dice.one(chairs)?.person_id)
  const by = dice.rarely(6) ? dice.one(Object.values(actors)) : chair
  if (!by) return null
  const { issue, motif, etape } = answer(asked, dice)
  const seat = chairs.find(({ person_id }) => person_id === by.person.id)
  const said = { level: etape, outcome: issue, reason: motif, way: 'alone', seats: seat ? [seat.id] : [], on: world.today } as const // biome-ignore format: one line
  const legal = seat !== undefined && decidable(world, asked, said)
  return { says: `alone ${asked.matter} ${asked.subject} ${etape} ${issue}`, by, path: `${base}/decisions/${asked.id}/decision`, fields: { etape: `${etape}`, issue, motif }, legal } // biome-ignore format: one line
}

export const decideInMeeting: Draw = (world, dice) => {
  const asked = someCase(world, dice)
  if (!asked) return null
  const { held, site, today } = world
  const body = turnOf(asked) ?? ''
  const own = held.meeting.filter(({ body_id }) => body_id === body)
  const latest = [...own].sort((a, b) => (a.starts_at < b.starts_at ? 1 : -1))[0]
  const meeting = dice.rarely(8) ? dice.one(held.meeting) : latest
  if (!meeting) return null
  const by = someone(world, dice, site.actors.lead)
  const { issue, motif, etape } = answer(asked, dice)
  const seats = held.attendance.filter(one => one.meeting_id === meeting.id && one.presence === 'present').map(one => one.seat_id) // biome-ignore format: one line
  const on = meeting.starts_at.slice(0, 10)
  const pour = dice.rarely(4) ? dice.under(4) : null
  const contre = pour === null ? 0 : dice.under(3)
  const counted = pour === null || (pour + contre <= seats.length && carries(world, body, pour, contre) === (issue === 'accept')) // biome-ignore format: one line
  const mayWrite = organises(world, by) || seatsOn(world, body, today).some(one => one.person_id === by.person.id && one.role !== 'member') // biome-ignore format: one line
  const legal = mayWrite && meeting.body_id === body && on >= asked.opened_at.slice(0, 10) && seats.length > 0 && counted && decidable(world, asked, { level: etape, outcome: issue, reason: motif, way: 'meeting', seats, on }) // biome-ignore format: one line
  const voices = pour === null ? { pour: '', contre: '', abstentions: '' } : { pour: `${pour}`, contre: `${contre}`, abstentions: '0' } // biome-ignore format: one line
  return { says: `meeting ${asked.matter} ${asked.subject} ${etape} ${issue} ${pour}/${contre}`, by, path: `${site.base}/decisions/${asked.id}/decision-en-reunion`, fields: { etape: `${etape}`, issue, motif, reunion: meeting.id, ...voices }, legal } // biome-ignore format: one line
}
/** Whether voices carry: nobody against where a body decides by consent, more for than against elsewhere. */
const carries = ({ held }: World, body: string, pro: number, against: number) =>
  held.body.find(({ id }) => id === body)?.decides === 'consent' ? pro > 0 && against === 0 : pro > against

export const openRound: Draw = (world, dice) => {
  const asked = someCase(world, dice)
  if (!asked) return null
  const by = someone(world, dice, world.site.actors.lead)
  const days = dice.rarely(10) ? 0 : 5
  const jusque = new Date(Date.parse(world.today) + days * 86_400_000).toISOString().slice(0, 10)
  const body = turnOf(asked)
  const legal = organises(world, by) && body !== undefined && days > 0 && !roundOn(world, asked.id)
  return { says: `round ${asked.subject} until ${jusque}`, by, path: `${world.site.base}/decisions/${asked.id}/consultations`, fields: { etape: `${asked.level}`, jusque, mots: '' }, legal } // biome-ignore format: one line
}

/** A round, mostly one that is open. */
const someRound = ({ held }: World, dice: Dice) =>
  dice.one(held.round.filter(({ closed_at }) => closed_at === null)) ?? dice.one(held.round)
export const giveVoice: Draw = (world, dice) => {
  const round = someRound(world, dice)
  if (!round) return null
  const { held, site, today } = world
  const said = (seat: string) => held.round_voice.some(one => one.round_id === round.id && one.seat_id === seat)
  const seats = held.body_seat.filter(({ body_id }) => body_id === round.body_id)
  const quiet = seats.filter(one => !said(one.id) && kept(one, today))
  const seat = (dice.rarely(5) ? undefined : dice.one(quiet)) ?? dice.one(held.body_seat)
  if (!seat) return null
  const by = someone(world, dice, Object.values(site.actors).find(one => one.person.id === seat.person_id) ?? site.actors.lead) // biome-ignore format: one line
  const mine = organises(world, by) || seats.some(one => one.id === seat.id && one.person_id === by.person.id)
  const voix = dice.rarely(6) ? 'against' : dice.rarely(12) ? 'abstention' : 'for'
  const legal = round.closed_at === null && today <= round.until && mine && quiet.includes(seat)
  // Long enough that what all say against something is longer than a reason may be.
  const mots = voix === 'against' ? 'x'.repeat(1990) : ''
  return { says: `voice ${voix} of ${seat.id}`, by, path: `${site.base}/decisions/${round.case_id}/consultations/${round.id}/voix`, fields: { siege: seat.id, voix, mots }, legal } // biome-ignore format: one line
}
export const closeRound: Draw = (world, dice) => {
  const round = someRound(world, dice)
  if (!round) return null
  const { held, site, today } = world
  const by = someone(world, dice, site.actors.lead)
  const voices = held.round_voice.filter(({ round_id }) => round_id === round.id)
  const all = seatsOn(world, round.body_id, today).every(({ id }) => voices.some(one => one.seat_id === id))
  const legal = organises(world, by) && round.closed_at === null && (all || round.until < today)
  return {
    says: 'end of round',
    by,
    path: `${site.base}/decisions/${round.case_id}/consultations/${round.id}/fin`,
    legal,
  }
}

export const withdraw: Draw = (world, dice) => {
  const asked = dice.rarely(3) ? someCase(world, dice) : dice.one(world.held.validation_case)
  if (!asked) return null
  const by = someone(world, dice, world.site.actors.lead)
  const legal = asked.state === 'open' && !roundOn(world, asked.id) && (organises(world, by) || asked.opened_by === by.person.id) // biome-ignore format: one line
  return { says: `withdraw ${asked.subject}`, by, path: `${world.site.base}/decisions/${asked.id}/retrait`, legal }
}

/** Somebody else sits, or somebody leaves a seat, from today on; a body always keeps who chairs it. */
export const reseat: Draw = (world, dice) => {
  const { site, held, today } = world
  const by = someone(world, dice, site.actors.lead)
  const body = dice.one(site.bodies) ?? ''
  const seats = seatsOn(world, body, today)
  const gone = dice.one(seats.filter(({ role, since }) => since < today && (role !== 'chair' || seats.filter(one => one.role === 'chair').length > 1))) // biome-ignore format: one line
  if (seats.length > 3 && gone) {
    const fields = { title: 'Siège', role: gone.role, until: today, name: gone.name ?? '' }
    return { says: `leaves ${body}`, by, path: `${site.base}/instances/${body}/sieges/${gone.id}`, fields, legal: organises(world, by) } // biome-ignore format: one line
  }
  const who =
    dice.one([site.actors.adviser, site.actors.elected, site.actors.pilot, site.actors.buyer])?.person.id ?? ''
  const fields = { title: `Siège ${held.body_seat.length}`, role: dice.rarely(2) ? 'chair' : 'member', person: who, since: today } // biome-ignore format: one line
  return { says: `sits in ${body}`, by, path: `${site.base}/instances/${body}/sieges/nouveau`, fields, legal: organises(world, by) } // biome-ignore format: one line
}

export const rechain: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const matter = dice.one(['choice', 'evaluation', 'text']) ?? ''
  const turned = dice.under(3)
  const order = [...world.site.bodies.slice(turned), ...world.site.bodies.slice(0, turned)].slice(0, 2 + dice.under(2))
  const twice = dice.rarely(10)
  const path = `${world.site.scheme}/gouvernance/chaines/${matter}`
  const fields = { instance: twice ? [...order, order[0] ?? ''] : order }
  return { says: `chain of ${matter}`, by, path, fields, legal: leads(world, by) && !twice }
}
