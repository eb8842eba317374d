import { fr } from '#ui'
import { decimalOf } from './decimals.ts'
import { figure, inPeriod } from './figures.ts'
import { isNumeric } from './kinds.ts'
import type { Facts, Ground, Point, Standing } from './standing.ts'
import type { Trend, Trending } from './trend.ts'

/** What a standing is called. */
export const STANDING_LABELS: Record<Standing, string> = {
  reached: 'Cible atteinte',
  'on-track': 'En bonne voie',
  'to-watch': 'À surveiller',
  'off-track': 'Loin de la cible',
  'not-measurable': 'Non mesurable',
}

/** What a trend is called. */
export const TREND_LABELS: Record<Trend, string> = {
  up: 'En hausse',
  down: 'En baisse',
  steady: 'Stable',
  unknown: 'Tendance inconnue',
}

/** One sentence that says why a standing is what it is, with its figures: « 38,5 % en 2015 : la cible de 30 % fixée pour 2016 est dépassée. » */
export function explainStanding(ground: Ground, { unit, direction }: Pick<Facts, 'unit' | 'direction'>): string {
  const at = ({ value, period }: Point) => `${figure(value, unit)} ${inPeriod(period)}`
  const aimed = ({ value, period }: Point) => fr`la cible de ${figure(value, unit)} fixée pour ${forPeriod(period)}`
  switch (ground.because) {
    case 'no-value':
      return 'Aucune valeur n’est encore renseignée.'
    case 'no-direction':
      return 'Il n’est pas dit dans quel sens cet indicateur doit aller.'
    case 'qualitative':
      return 'Un niveau ne se compare pas à une cible chiffrée.'
    case 'no-target':
      return fr`${at(ground.last)} : aucune cible chiffrée n’est fixée.`
    case 'only-t0':
      return fr`${at(ground.last)} : rien n’a encore été mesuré après la valeur de départ.`
    case 'no-t0':
      return fr`${at(ground.last)} : ${aimed(ground.target)} n’est pas atteinte, et sans valeur de départ le chemin parcouru ne se mesure pas.`
    case 'done':
      return fr`C’était fait ${inPeriod(ground.last.period)}${ground.target ? deadline(ground.target) : ''}.`
    case 'not-due':
      return fr`Ce n’était pas fait ${inPeriod(ground.last.period)}${ground.target ? deadline(ground.target) : fr` ; aucune échéance n’est fixée`}.`
    case 'overdue':
      return fr`Ce n’était pas fait ${inPeriod(ground.last.period)}${ground.target ? deadline(ground.target) : ''}.`
    case 'target-met':
      return fr`${at(ground.last)} : ${aimed(ground.target)} est ${met(ground.beyond, direction)}.`
    case 'target-missed':
    case 'target-lost': {
      const points = ground.short.lt(2) ? 'point' : 'points'
      const short = figure(decimalOf(ground.short), unit.startsWith('%') ? points : unit)
      return ground.because === 'target-missed'
        ? fr`${at(ground.last)} : ${aimed(ground.target)} n’est pas atteinte, il s’en faut de ${short}.`
        : fr`${at(ground.last)} : ${aimed(ground.target)} était tenue au départ et ne l’est plus, il s’en faut de ${short}.`
    }
    case 'on-the-line': {
      const { last, t0, target, expected, share } = ground
      const line = fr`pour aller tout droit de ${at(t0)} à ${at(target)}, il fallait ${figure(decimalOf(expected), unit)}`
      const done = share.lt(0)
        ? 'depuis le départ, la valeur s’éloigne de la cible'
        : fr`${decimalOf(share.mul(100).floor(), 0)} % du progrès attendu est fait`
      return fr`${at(last)} : ${line} ; ${done}.`
    }
  }
}

const met = (beyond: boolean, direction: Facts['direction']) => {
  if (!beyond) return 'atteinte'
  // « Dépassée » would be bad news of what must go down.
  return direction === 'up' ? 'dépassée' : 'atteinte, et au-delà'
}

const forPeriod = (period: Point['period']) => inPeriod(period).replace(/^en /, '').replace(/^au /, 'le ')
const deadline = ({ period }: Point) => fr` ; l’échéance est ${inPeriod(period)}`

/** One sentence that says what a trend is drawn from: « En hausse 3 fois de suite, de 5,85 % en 2012 à 62,54 % en 2015 : c’est le bon sens. » */
export function explainTrend(
  { trend, good, over, from, to }: Trending,
  { kind, unit }: Pick<Facts, 'kind' | 'unit'>,
): string {
  if (!from || !to)
    return isNumeric(kind)
      ? 'Il faut deux valeurs pour dire une tendance.'
      : 'Seules des valeurs chiffrées ont une tendance.'
  const points = fr`de ${figure(from.value, unit)} ${inPeriod(from.period)} à ${figure(to.value, unit)} ${inPeriod(to.period)}`
  const sense = good === null ? '' : good ? fr` : c’est le bon sens` : fr` : c’est le mauvais sens`
  return fr`${TREND_LABELS[trend]}${over > 1 ? fr` ${over} fois de suite` : ''}, ${points}${sense}.`
}
