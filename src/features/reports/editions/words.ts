import { RECOMMENDATION_WORDS } from '#features/evaluation'
import type { FieldSaid } from '#features/scheme'
import { count, day, fr } from '#ui'
import { coded } from '../bilan/composing/pieces.ts'
import type { ActionCompared, Outcome } from './comparing.ts'
import type { Way } from './matching.ts'
import type { Advised } from './reading.ts'

export const OUTCOME_WORDS: Readonly<Record<Outcome, { one: string; many: string; said: string }>> = {
  kept: { one: 'Maintenue', many: 'Maintenues', said: 'même texte, aux dates près' },
  renewed: { one: 'Renouvelée', many: 'Renouvelées', said: 'même action, récrite' },
  left: { one: 'Sortie', many: 'Sorties', said: 'avec la date et le motif connus' },
  new: { one: 'Nouvelle', many: 'Nouvelles', said: 'sans équivalent avant' },
}

export const WAY_WORDS: Readonly<Record<Way, { label: string; explained: string }>> = {
  chosen: { label: 'Dite', explained: 'dite par la personne qui conduit le schéma' },
  key: { label: 'Même clé', explained: 'même clé, donnée une fois et gardée d’un texte à l’autre' },
  code: { label: 'Même code', explained: 'même code, et la moitié au moins des mots de l’intitulé' },
  title: { label: 'Même intitulé', explained: 'même intitulé, qu’une seule action porte dans chaque texte' },
}

const list = (labels: readonly FieldSaid['label'][]) => labels.map(one => one.toLowerCase()).join(', ')

/** What there is to say of an action beside what has become of it. */
export function detailWords({ outcome, before, after, changed, left }: ActionCompared): string {
  if (outcome === 'left') {
    const when = left?.on ? fr`le ${day(left.on)}` : 'quand le nouveau texte sera adopté'
    return fr`${when} : ${left?.reason || 'motif non renseigné'}`
  }
  if (before === null || after === null) return ''
  const renamed = changed.includes('Intitulé') ? fr`« ${coded(before)} » avant` : ''
  const renumbered = renamed === '' && before.code !== after.code ? fr`code ${before.code || 'vide'} avant` : ''
  const rest = changed.filter(label => label !== 'Intitulé')
  return [renamed, renumbered, rest.length > 0 && fr`${count(rest.length, 'champ change', 'champs changent')} : ${list(rest)}`] // biome-ignore format: one line
    .filter(Boolean)
    .join(' ; ')
}

/** What the last validated evaluation of an action recommends. */
export const advisedWords = (advised: Advised | undefined): string =>
  advised ? `${RECOMMENDATION_WORDS[advised.recommendation]} (${advised.year})` : '–'

/** Why figures do not compare. */
export const obstacleWords = (obstacles: readonly string[]): string => fr`Non comparable : ${list(obstacles)}`
