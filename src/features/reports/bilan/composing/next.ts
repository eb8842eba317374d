import { explainStanding, figure, STANDING_LABELS } from '#features/indicators'
import type { Block } from '#platform/paper'
import { day, fr, nb } from '#ui'
import { type ActionFacts, actionsIn, type BilanFacts } from '../facts.ts'
import { coded, heading, list, ofYear, targetOf, text } from './pieces.ts'

const inScheme = (facts: BilanFacts) => actionsIn(facts).filter(({ left }) => left === null)

/**
 * What does not go forward as it should: late actions, steps that are overdue, indicators far from their target or without a value.
 * @param briefly where a word says where an indicator stands, rather than why
 */
export function difficulties(facts: BilanFacts, briefly = false): Block[] {
  const { day: end, year, indicators } = facts
  const late = inScheme(facts).filter(({ status }) => status === 'late')
  const overdue = inScheme(facts).flatMap(one =>
    one.steps
      .filter(({ done, to }) => done === null && to !== null && to <= end)
      .map(step => fr`${coded(one)} : ${step.title}, prévu pour le ${day(step.to)}`),
  )
  const far = indicators.filter(
    one => ofYear(one, year) !== undefined && ['off-track', 'to-watch'].includes(one.standing.standing),
  )
  const silent = indicators
    .filter(({ definition }) => !definition.support)
    .filter(one => ofYear(one, year) === undefined)
  const blocks = [
    ...told('actions-en-retard', 'Actions en retard', late.map(coded)),
    ...told('etapes-en-retard', 'Étapes prévues et non faites', overdue),
    ...told(
      'indicateurs-loin',
      'Indicateurs à surveiller ou loin de leur cible',
      far.map(
        one =>
          fr`${one.definition.label} : ${briefly ? STANDING_LABELS[one.standing.standing].toLowerCase() : explainStanding(one.standing.ground, one.facts)}`,
      ),
    ),
    ...told(
      'indicateurs-sans-valeur',
      fr`Indicateurs sans valeur validée de ${year}`,
      silent.map(({ definition }) => definition.label),
    ),
  ]
  return blocks.length > 0 ? blocks : [text('Rien n’est en retard, et chaque indicateur suivi a sa valeur.')]
}

/** What is to be done the year after: the steps that fall in it, the targets that end in it. */
export function programme(facts: BilanFacts): Block[] {
  const next = String(facts.year + 1)
  const falls = ({ from, to, done }: ActionFacts['steps'][number]) =>
    done === null &&
    (from ?? to ?? '') !== '' &&
    (from ?? to ?? '') <= `${next}-12-31` &&
    (to ?? from ?? '') >= `${next}-01-01`
  const steps = inScheme(facts).flatMap(one =>
    one.steps.filter(falls).map(step => {
      const when = step.to === null ? fr`à partir du ${day(step.from)}` : fr`avant le ${day(step.to)}`
      return fr`${coded(one)} : ${step.title}, ${when}`
    }),
  )
  const toStart = inScheme(facts).filter(({ status }) => status === 'to-start')
  const targets = facts.indicators.flatMap(one => {
    const target = targetOf(one, facts.year + 1)
    if (target?.period?.slice(0, 4) !== next) return []
    const { label, unit } = one.definition
    return [fr`${label} : ${figure(target.value, unit)}${target.tentative ? ' (intention)' : ''}`]
  })
  const blocks = [
    ...told('etapes-a-venir', fr`Étapes prévues en ${next}`, steps),
    ...told('actions-a-lancer', 'Actions à lancer', toStart.map(coded)),
    ...told('cibles-a-venir', fr`Cibles fixées pour ${next}`, targets),
  ]
  return blocks.length > 0 ? blocks : [text(fr`Le schéma ne date rien en ${next}.`)]
}

/** Lines that somebody reads one by one; past them, the place of each says the same. */
const READ = 100

function told(id: string, title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return []
  const left = items.length - READ
  const shown =
    left > 1 ? [...items.slice(0, READ), fr`et ${nb(left)} autres, que disent les pages de chaque axe.`] : items
  return [heading(2, id, title), list(shown)]
}
