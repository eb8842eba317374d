import type { Someone } from '../support/actors.ts'
import {
  type Dice,
  type Draw,
  evaluating,
  leads,
  REASON,
  someone,
  someYear,
  yearOf,
} from './ten-years-drawing.test-support.ts'
import {
  chainOf,
  cycleOf,
  early,
  eligible,
  evaluationOf,
  knownActions,
  mayLeave,
  openCase,
  shareOf,
  type World,
} from './ten-years-rules.test-support.ts'

export const open: Draw = (world, dice) => {
  const by = someone(world, dice, world.site.actors.lead)
  const year = someYear(world, dice)
  const { campaign } = shareOf(world, year)
  const legal = leads(world, by) && cycleOf(world).includes(year) && !campaign && eligible(world, year).all.length > 0
  return { says: `open ${year}`, by, path: evaluating(world, 'campagnes'), fields: { annee: `${year}` }, legal }
}

export const amend: Draw = (world, dice) => {
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

export const choose: Draw = (world, dice) => {
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
export function someExit(world: World, dice: Dice, action: string): string {
  const known = knownActions(world).find(({ key }) => key === action)
  if (!known || dice.rarely(2)) return `${yearOf(world) + dice.under(5)}-0${1 + dice.under(9)}-04`
  const first = Date.parse(mayLeave(world, known.entered))
  return new Date(first - dice.under(2) * 86_400_000).toISOString().slice(0, 10)
}
export const write: Draw = (world, dice) => {
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

export const submitEvaluation: Draw = (world, dice) => {
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
