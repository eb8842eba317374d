import { GRADE_WORDS } from '#features/evaluation'
import type { Block, Cell, KeyFigure, TableBlock } from '#platform/paper'
import { count, fr, nb } from '#ui'
import { keyFigures } from '../../bilan/composing/key-figures.ts'
import { coded, heading, text, words } from '../../bilan/composing/pieces.ts'
import type { Evaluated } from '../facts.ts'
import { BEST_FIRST, capital, type EvaluationFacts, judgedIn, yearsWords } from './telling.ts'

const counted = (n: number): Cell => ({ text: nb(n), value: String(n) })

/** How much of a cycle is evaluated, in a sentence: all of it, or what is not and where it is named. */
export function coverageWords({ lines, cycle, of }: Evaluated): string {
  const done = lines.filter(({ why }) => why === null).length
  const left = lines.length - done
  const when =
    of === 'cycle' ? fr`au cours du cycle ${yearsWords(cycle)}` : fr`depuis le début du cycle ${yearsWords(cycle)}`
  if (lines.length === 0) return fr`Aucune action n’était dans le schéma ${when}.`
  if (left === 0)
    return fr`${lines.length === 1 ? 'La seule action du schéma a été évaluée' : `Les ${nb(lines.length)} actions du schéma ont toutes été évaluées au moins une fois`} ${when}.`
  const named =
    left === 1
      ? 'l’autre est nommée plus bas, avec la raison'
      : `les ${nb(left)} autres sont nommées plus bas, avec la raison`
  return fr`${capital(count(done, 'action'))} sur ${nb(lines.length)} ${done < 2 ? 'a été évaluée' : 'ont été évaluées'} ${when} ; ${named}.`
}

/** What is read first: how much is evaluated, how it is judged, what is recommended. */
export function essentials(facts: EvaluationFacts): Block[] {
  const { evaluated } = facts
  const { of, shares, additions, exits } = evaluated
  const actions = shares.flatMap(share => share.actions)
  const judged = judgedIn(evaluated)
  const well = judged.filter(({ grade }) => (grade ?? 0) >= 3).length
  const advised = actions.filter(({ said }) => said && said.recommendation !== 'continue').length
  const done = evaluated.lines.filter(({ why }) => why === null).length
  const figures: (KeyFigure | false)[] = [
    of === 'share' && {
      label: fr`Actions évaluées de la part ${yearsWords(evaluated.years)}`,
      figure: counted(judged.length),
      notes: [fr`sur ${count(actions.length, 'action')}`],
    },
    {
      label: fr`Actions évaluées depuis le début du cycle`,
      figure: counted(done),
      notes: [fr`sur ${count(evaluated.lines.length, 'action')}`],
    },
    {
      label: 'Actions jugées satisfaisantes ou exemplaires',
      figure: counted(well),
      notes: [fr`sur ${count(judged.length, 'évaluée')}`],
    },
    {
      label: 'Actions à modifier, à renforcer ou à sortir',
      figure: counted(advised),
      notes: [advised < 2 ? 'recommandation validée' : 'recommandations validées'],
    },
    of === 'cycle' && {
      label: 'Actions entrées pendant le cycle',
      figure: counted(additions.length),
      notes: [fr`${count(exits.length, 'sortie')}`],
    },
  ]
  return [
    text(coverageWords(evaluated)),
    {
      as: 'figures',
      id: 'evaluation-en-chiffres',
      caption: 'L’évaluation en chiffres',
      items: figures.filter(one => one !== false),
    },
    ...(judged.length > 0 ? [judgements(facts)] : [text('Aucune évaluation n’est encore validée.')]),
    ...(of === 'cycle'
      ? [heading(2, 'chiffres-du-schema', fr`Les chiffres du schéma en ${facts.year}`), ...keyFigures(facts, [])]
      : []),
  ]
}

/** How many actions were judged how, by axis, then all of them. */
export function judgements({ evaluated, axes }: EvaluationFacts): TableBlock {
  const judged = judgedIn(evaluated)
  const row = (name: string, of: typeof judged) => [
    words(name),
    ...BEST_FIRST.map(grade => counted(of.filter(one => one.grade === grade).length)),
    counted(of.length),
  ]
  const rows = axes.map(axis => ({ name: coded(axis), of: judged.filter(one => one.axis === axis.key) }))
  return {
    as: 'table',
    id: 'appreciations',
    caption: 'Appréciation d’ensemble des actions évaluées',
    columns: [
      { head: 'Axe', weight: 3 },
      ...BEST_FIRST.map(grade => ({ head: capital(GRADE_WORDS[grade]), numeric: true as const, weight: 1.8 })),
      { head: 'Total', numeric: true },
    ],
    rows: [...rows.filter(({ of }) => of.length > 0).map(({ name, of }) => row(name, of)), row('Ensemble', judged)],
  }
}
