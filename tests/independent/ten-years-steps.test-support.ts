import type { Someone } from '../support/actors.ts'
import type { Case } from './ten-years.test-support.ts'
import { adopted, chainOf, cycleOf, decidable, early, eligible, evaluationOf, kept, knownActions, leavesEarly, mayLeave, openCase, openVersion, organises, roundOn, seatsOn, shareOf, turnOf, type World } from './ten-years-rules.test-support.ts' // biome-ignore format: one line

/** A form that somebody sends, and whether the rules let it through. */
export interface Step {
  says: string
  by: Someone
  path: string
  fields?: Record<string, string | string[]>
  /** Whether the rest of the fields is sent as the page of that address shows them. */
  form?: true
  legal: boolean
  /** Whether only a day stands against it: tried as often as what is legal. */
  near?: boolean
}

export interface Dice {
  /** A whole number below a bound. */
  under(bound: number): number
  /** True once in so many. */
  rarely(times: number): boolean
  one<T>(list: readonly T[]): T | undefined
}
type Draw = (world: World, dice: Dice) => Step | null

const REASON = 'Une raison.'
/** Somebody, mostly who may. */
const someone = ({ site: { actors } }: World, dice: Dice, usual: Someone) =>
  dice.rarely(12) ? (dice.one(Object.values(actors)) ?? usual) : usual
const yearOf = ({ today }: World) => Number(today.slice(0, 4))
/** A year of the cycle, mostly the one that is on. */
const someYear = (world: World, dice: Dice) =>
  dice.rarely(6)
    ? yearOf(world) - 2 + dice.under(5)
    : (cycleOf(world).find(year => year >= yearOf(world)) ?? yearOf(world))
const evaluating = ({ site }: World, year: number | string) => `${site.scheme}/evaluation/${year}`
const leads = (world: World, by: Someone) => by === world.site.actors.lead

const open: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const year = someYear(world, dice)
  const { campaign } = shareOf(world, year)
  const legal = leads(world, by) && cycleOf(world).includes(year) && !campaign && eligible(world, year).all.length > 0
  return { says: `open ${year}`, by, path: evaluating(world, 'campagnes'), fields: { annee: `${year}` }, legal }
}

const amend: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const year = dice.one(world.held.campaign)?.year ?? yearOf(world)
  const { campaign, actions } = shareOf(world, year)
  const action = dice.rarely(15) ? 'nulle-part' : (dice.one(knownActions(world))?.key ?? '')
  const motif = dice.rarely(15) ? ' ' : REASON
  const noun = dice.rarely(2) ? 'ajouts' : 'retraits'
  const there = actions.includes(action)
  const known = knownActions(world).some(({ key }) => key === action)
  const still = campaign && campaign.designated_at === null && !openCase(world, 'choice', `${year}`)
  const legal = Boolean(leads(world, by) && motif !== ' ' && still && known && there === (noun === 'retraits'))
  return { says: `${noun} ${year} ${action}`, by, path: `${evaluating(world, year)}/${noun}`, fields: { action, motif }, legal } // biome-ignore format: one line
}

const choose: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const waiting = world.held.campaign.filter(one => one.designated_at === null)
  const year = (dice.rarely(8) ? undefined : dice.one(waiting)?.year) ?? yearOf(world)
  const { campaign, actions } = shareOf(world, year)
  const still = campaign && campaign.designated_at === null && !openCase(world, 'choice', `${year}`)
  const legal = Boolean(leads(world, by) && still && actions.length > 0 && chainOf(world, 'choice').length > 0)
  return { says: `choose ${year}`, by, path: `${evaluating(world, year)}/soumission`, legal }
}

/** Whether what is said of an action may change: its share is designated, nothing of it is read by bodies nor validated. */
function writable(world: World, year: number, action: string, by: Someone): boolean {
  const { campaign, actions } = shareOf(world, year)
  const { lead, pilot } = world.site.actors
  const mine = by === lead || (by === pilot && ['action-0', 'action-1'].includes(action))
  const evaluation = evaluationOf(world, year, action)
  const read = openCase(world, 'evaluation', `${year}/${action}`)
  return Boolean(mine && campaign?.designated_at && actions.includes(action) && !evaluation?.validated_at && !read)
}

/** An action of a share, mostly one that is to be evaluated. */
function toEvaluate(world: World, dice: Dice): { year: number; action: string } {
  const all = world.held.campaign.flatMap(({ year }) =>
    shareOf(world, year).rows.map(({ action }) => ({ year, action })),
  )
  const due = all.filter(({ year, action }) => writable(world, year, action, world.site.actors.lead))
  const found = dice.rarely(10) ? dice.one(all) : (dice.one(due) ?? dice.one(all))
  return found ?? { year: yearOf(world), action: 'action-0' }
}

const GRID = Object.fromEntries(
  ['relevance', 'effectiveness', 'efficiency', 'effects', 'practices'].map(one => [`note-${one}`, '3']),
)
/** A day to leave on: often the first one that the rules let, or the one before it. */
function someExit(world: World, dice: Dice, action: string): string {
  const known = knownActions(world).find(({ key }) => key === action)
  if (!known || dice.rarely(2)) return `${yearOf(world) + dice.under(5)}-0${1 + dice.under(9)}-04`
  const first = Date.parse(mayLeave(world, known.entered))
  return new Date(first - dice.under(2) * 86_400_000).toISOString().slice(0, 10)
}
const write: Draw = (world, dice) => {
  const { lead, pilot } = world.site.actors
  const by = someone(world, dice, dice.rarely(4) ? pilot : lead)
  const { year, action } = toEvaluate(world, dice)
  const leave = dice.rarely(3)
  const sortie = leave ? someExit(world, dice, action) : ''
  const revision = evaluationOf(world, year, action)?.revision ?? 0
  const vu = dice.rarely(15) ? revision + 1 : revision
  const mine = writable(world, year, action, by) && vu === revision
  const near = mine && leave && early(world, action, sortie)
  const legal = mine && !near
  const fields = { ...GRID, note: dice.rarely(10) ? '' : '2', recommandation: leave ? 'leave' : 'continue', sortie, conseil: leave ? 'Elle double l’autre.' : '', vu: `${vu}` } // biome-ignore format: one line
  return { says: `write ${year} ${action} ${sortie}`, by, path: `${evaluating(world, year)}/actions/${action}`, fields, legal, near } // biome-ignore format: one line
}

const submitEvaluation: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const { year, action } = toEvaluate(world, dice)
  const said = evaluationOf(world, year, action)
  const whole = said?.grade != null && !(said.exit_on !== null && early(world, action, said.exit_on))
  const legal = whole && writable(world, year, action, by) && chainOf(world, 'evaluation').length > 0
  return {
    says: `submit ${year} ${action}`,
    by,
    path: `${evaluating(world, year)}/actions/${action}/soumission`,
    legal,
  }
}

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

const decideAlone: Draw = (world, dice) => {
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

const decideInMeeting: Draw = (world, dice) => {
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

const openRound: Draw = (world, dice) => {
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
const giveVoice: Draw = (world, dice) => {
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
const closeRound: Draw = (world, dice) => {
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

const withdraw: Draw = (world, dice) => {
  const asked = dice.rarely(3) ? someCase(world, dice) : dice.one(world.held.validation_case)
  if (!asked) return null
  const by = someone(world, dice, world.site.actors.lead)
  const legal = asked.state === 'open' && !roundOn(world, asked.id) && (organises(world, by) || asked.opened_by === by.person.id) // biome-ignore format: one line
  return { says: `withdraw ${asked.subject}`, by, path: `${world.site.base}/decisions/${asked.id}/retrait`, legal }
}

/** Somebody else sits, or somebody leaves a seat, from today on; a body always keeps who chairs it. */
const reseat: Draw = (world, dice) => {
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

const rechain: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const matter = dice.one(['choice', 'evaluation', 'text']) ?? ''
  const turned = dice.under(3)
  const order = [...world.site.bodies.slice(turned), ...world.site.bodies.slice(0, turned)].slice(0, 2 + dice.under(2))
  const twice = dice.rarely(10)
  const path = `${world.site.scheme}/gouvernance/chaines/${matter}`
  const fields = { instance: twice ? [...order, order[0] ?? ''] : order }
  return { says: `chain of ${matter}`, by, path, fields, legal: leads(world, by) && !twice }
}

const rewrite: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const legal = leads(world, by) && !openVersion(world)
  return { says: 'amendment', by, path: `${world.site.scheme}/versions/modification`, fields: { objet: REASON }, legal }
}
const add: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const rank = `${world.held.scheme_part.length}-${world.today}`
  const entered = dice.rarely(2) ? world.today : ''
  const fields = { nature: 'action', sous: dice.rarely(2) ? 'a' : 'b', code: rank, title: `Action ${rank}`, pilots: 'Achats', entered } // biome-ignore format: one line
  const legal = leads(world, by) && openVersion(world)?.state === 'draft'
  return { says: `add ${rank}`, by, path: `${world.site.scheme}/ajout`, fields, legal }
}
const actionsWritten = ({ held }: World) => held.scheme_part.filter(({ kind }) => kind === 'action')
const remove: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const key = actionsWritten(world).length > 4 ? dice.one(actionsWritten(world))?.key : undefined
  if (key === undefined) return null
  const legal = leads(world, by) && openVersion(world)?.state === 'draft' && !early(world, key, world.today)
  return { says: `remove ${key}`, by, path: `${world.site.scheme}/parties/${key}/retrait`, legal }
}
const leave: Draw = (world, dice) => {
  const { site, today } = world
  const part = dice.one(actionsWritten(world))
  if (part === undefined) return null
  const path = `${site.scheme}/parties/${part.key}`
  const on = someExit(world, dice, part.key)
  const entered = part.content.entered ?? ''
  if (on < entered || part.content.left?.on === on) return null
  const near = openVersion(world)?.state === 'draft' && early(world, part.key, on)
  const legal = openVersion(world)?.state === 'draft' && !near
  return { says: `leave ${part.key} ${on} ${today}`, by: site.actors.lead, path, fields: { 'left.on': on, 'left.reason': REASON },
    form: true, legal, near } // biome-ignore format: one line
}

const submitText: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const written = Object.fromEntries(actionsWritten(world).map(({ key, content }) => [key, content.left?.on ?? null]))
  const legal = leads(world, by) && openVersion(world)?.state === 'draft' && !leavesEarly(world, written, world.today)
  return { says: 'submit text', by, path: `${world.site.scheme}/versions/soumission`, legal }
}
const askText: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const open = openVersion(world)
  const asked = chainOf(world, 'text').length > 0 && !openCase(world, 'text', `${open?.number}`)
  return { says: 'ask text', by, path: `${world.site.scheme}/gouvernance/texte`, legal: leads(world, by) && open?.state === 'submitted' && asked } // biome-ignore format: one line
}
const takeBack: Draw = world => {
  if (openCase(world, 'text', `${openVersion(world)?.number}`)) return null
  return { says: 'take back', by: world.site.actors.lead, path: `${world.site.scheme}/versions/reprise`, legal: openVersion(world)?.state === 'submitted' } // biome-ignore format: one line
}
const adopt: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const open = openVersion(world)
  const last = adopted(world).at(-1)
  const days = dice.rarely(3) ? dice.under(400) : dice.rarely(12) ? -1 : 0
  const date = new Date(Date.parse(world.today) - days * 86_400_000).toISOString().slice(0, 10)
  const frozen = Object.fromEntries(Object.entries(open?.actions ?? {}).map(([key, { left }]) => [key, left]))
  const asked = world.held.validation_case.filter(one => one.matter === 'text' && one.subject === `${open?.number}`).at(-1) // biome-ignore format: one line
  const validated = chainOf(world, 'text').length === 0 || (asked?.state === 'accepted' && asked.fingerprint === open?.sha256) // biome-ignore format: one line
  const legal = Boolean(leads(world, by) && open?.state === 'submitted' && date <= world.today && date >= (last?.adopted_on ?? '') && validated && !leavesEarly(world, frozen, date)) // biome-ignore format: one line
  return { says: `adopt ${date}`, by, path: `${world.site.scheme}/versions/adoption`, fields: { numero: `${open?.number ?? 0}`, empreinte: open?.sha256 ?? '', date }, legal } // biome-ignore format: one line
}

/** The next cycle begins where the former ends; or somebody would lose a share of the one that is under way. */
const nextCycle: Draw = (world, dice) => {
  const { site, held } = world
  const years = cycleOf(world)
  const first = dice.rarely(4) ? yearOf(world) - dice.under(3) : (years.at(-1) ?? 0) + 1
  if (first > yearOf(world) && !dice.rarely(4)) return null
  if (first === years[0]) return null
  const after = Array.from({ length: site.rules.years }, (_, at) => first + at)
  const over = first > (years.at(-1) ?? 0)
  const lost = !over && held.campaign.some(({ year }) => years.includes(year) && !after.includes(year))
  const path = `${site.scheme}/evaluation/reglages`
  return { says: `cycle from ${first}`, by: site.actors.lead, path, fields: { premiere: `${first}` },
    form: true, legal: !lost } // biome-ignore format: one line
}

/** All that may happen, each as often as its weight. */
const WEIGHTS: readonly (readonly [number, Draw])[] = [
  ...([[6, open], [4, amend], [6, choose], [16, write], [16, submitEvaluation], [26, decideAlone]] as const),
  ...([[22, decideInMeeting], [5, openRound], [12, giveVoice], [6, closeRound], [2, withdraw]] as const),
  ...([[3, reseat], [1, rechain], [3, rewrite], [4, add], [4, remove], [3, leave]] as const),
  ...([[4, submitText], [4, askText], [1, takeBack], [6, adopt], [3, nextCycle]] as const),
] // biome-ignore format: three lines
const DRAWS = WEIGHTS.flatMap(([weight, draw]) => Array.from({ length: weight }, () => draw))

/** What somebody tries next: mostly what they may. */
export function nextStep(world: World, dice: Dice): Step {
  for (;;) {
    const step = dice.one(DRAWS)?.(world, dice)
    if (step && (step.legal || step.near || dice.rarely(7))) return step
  }
}
