import { type Draw, leads, REASON, someone, yearOf } from './ten-years-drawing.test-support.ts'
import { someExit } from './ten-years-evaluating.test-support.ts'
import {
  adopted,
  chainOf,
  cycleOf,
  early,
  leavesEarly,
  openCase,
  openVersion,
  type World,
} from './ten-years-rules.test-support.ts'

export const rewrite: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const legal = leads(world, by) && !openVersion(world)
  return { says: 'amendment', by, path: `${world.site.scheme}/versions/modification`, fields: { objet: REASON }, legal }
}
export const add: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const rank = `${world.held.scheme_part.length}-${world.today}`
  const entered = dice.rarely(2) ? world.today : ''
  const fields = { nature: 'action', sous: dice.rarely(2) ? 'a' : 'b', code: rank, title: `Action ${rank}`, pilots: 'Achats', entered } // biome-ignore format: one line
  const legal = leads(world, by) && openVersion(world)?.state === 'draft'
  return { says: `add ${rank}`, by, path: `${world.site.scheme}/ajout`, fields, legal }
}
const actionsWritten = ({ held }: World) => held.scheme_part.filter(({ kind }) => kind === 'action')
export const remove: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const key = actionsWritten(world).length > 4 ? dice.one(actionsWritten(world))?.key : undefined
  if (key === undefined) return null
  const legal = leads(world, by) && openVersion(world)?.state === 'draft' && !early(world, key, world.today)
  return { says: `remove ${key}`, by, path: `${world.site.scheme}/parties/${key}/retrait`, legal }
}
export const leave: Draw = (world, dice) => {
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

export const submitText: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const written = Object.fromEntries(actionsWritten(world).map(({ key, content }) => [key, content.left?.on ?? null]))
  const legal = leads(world, by) && openVersion(world)?.state === 'draft' && !leavesEarly(world, written, world.today)
  return { says: 'submit text', by, path: `${world.site.scheme}/versions/soumission`, legal }
}
export const askText: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const open = openVersion(world)
  const asked = chainOf(world, 'text').length > 0 && !openCase(world, 'text', `${open?.number}`)
  return { says: 'ask text', by, path: `${world.site.scheme}/gouvernance/texte`, legal: leads(world, by) && open?.state === 'submitted' && asked } // biome-ignore format: one line
}
export const takeBack: Draw = world => {
  if (openCase(world, 'text', `${openVersion(world)?.number}`)) return null
  return { says: 'take back', by: world.site.actors.lead, path: `${world.site.scheme}/versions/reprise`, legal: openVersion(world)?.state === 'submitted' } // biome-ignore format: one line
}
export const adopt: Draw = (world, dice) => {
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
export const nextCycle: Draw = (world, dice) => {
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
