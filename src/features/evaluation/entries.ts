import { type EntriesOf, type Entry, meets } from '#features/calendar'
import { allows } from '#features/organisations'
import { READERS, schemesIn } from '#features/scheme'
import { parisDay } from '#kernel'
import { shareOf } from './pages/shares.ts'
import { rulesOf } from './reading.ts'
import { calendarOf } from './rules/calendar.ts'
import { stepStanding } from './rules/standing.ts'
import { askedOf, campaignsOf, cycledOf } from './shares.ts'
import { cyclePath, yearPath } from './within.ts'
import { KIND_WORDS, stepWords } from './words.ts'

/** What the cycles of schemes expect of bodies, by its last day. */
export const cycleEntries: EntriesOf = async (trx, actor, span) => {
  if (!allows(READERS, actor.membership.roles)) return []
  const today = parisDay(new Date())
  const entries: Entry[] = []
  for (const scheme of await schemesIn(trx, actor)) {
    const [rules, cycled] = [await rulesOf(trx, actor, scheme), cycledOf(scheme)]
    const steps = calendarOf(rules, cycled).filter(step => meets(step, span))
    if (steps.length === 0) continue
    const shares = (await campaignsOf(trx, actor, scheme, rules, await askedOf(trx, actor, scheme))).map(shareOf)
    entries.push(
      ...steps.map((step): Entry => {
        const { key, year, about, body, from, to } = step
        const opened = shares.some(share => share.year === about)
        return {
          ...{
            id: `${scheme.id}-${key}-${year}`,
            kind: 'step',
            title: stepWords(step),
            column: body,
            who: KIND_WORDS[body],
          },
          ...{ from, to, scheme: { code: scheme.code, title: scheme.title }, sequence: 0 },
          path: about !== null && opened ? yearPath(actor, scheme, about) : `${cyclePath(actor, scheme)}#calendrier`,
          standing: stepStanding(step, cycled.adopted, shares, today),
        }
      }),
    )
  }
  return entries
}
