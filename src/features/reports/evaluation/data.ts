import {
  ACTION_WORDS,
  CRITERIA,
  CRITERION_WORDS,
  GRADE_WORDS,
  RECOMMENDATION_WORDS,
  WHY_WORDS,
} from '#features/evaluation'
import { neutralised } from '#platform/csv'
import { coded } from '../bilan/composing/pieces.ts'
import type { OwnFile } from '../bilan/composition.ts'
import { csvOf } from '../open-data/tables.ts'
import { acceptedBy, type EvaluationFacts, plainly } from './composing/telling.ts'

/** What the open data of an evaluation have of their own: its judgements, and what the cycle has covered. */
export const dataOf = (facts: EvaluationFacts): readonly OwnFile[] => [
  {
    name: 'evaluations.csv',
    says: 'une action d’une part par ligne : ce qui en est jugé, recommandé, et par qui validé',
    body: evaluationsCsv(facts),
  },
  {
    name: 'couverture.csv',
    says: 'une action du cycle par ligne : évaluée dans quelle part, ou pourquoi pas',
    body: coverageCsv(facts),
  },
]

function axesOf({ axes }: EvaluationFacts): (axis: string) => string {
  const names = new Map(axes.map(axis => [axis.key, coded(axis)]))
  return axis => neutralised(names.get(axis) ?? '')
}

function evaluationsCsv(facts: EvaluationFacts): string {
  const axis = axesOf(facts)
  const rows = facts.evaluated.shares.flatMap(({ year, actions, removed }) => [
    ...actions.map(({ said, ...one }) => [
      String(year),
      neutralised(one.code),
      neutralised(one.title),
      axis(one.axis),
      one.origin === 'added' ? 'ajoutée' : 'proposée',
      neutralised(one.reason),
      ACTION_WORDS[one.state].label,
      ...CRITERIA.map(criterion => grade(said?.judgements[criterion]?.grade)),
      grade(said?.grade),
      said?.recommendation ? RECOMMENDATION_WORDS[said.recommendation] : '',
      said?.exitOn ?? '',
      ...[said?.strengths, said?.obstacles, said?.evidence, said?.advice].map(words =>
        neutralised(plainly(words ?? '')),
      ),
      neutralised(said ? acceptedBy(one.decided) : ''),
    ]),
    ...removed.map(({ code, title, reason }) => [
      ...[String(year), neutralised(code), neutralised(title), '', 'retirée', neutralised(reason)],
      ...Array.from({ length: CRITERIA.length + 9 }, () => ''),
    ]),
  ])
  return csvOf(
    [
      ...['Part', 'Code', 'Action', 'Axe', 'Origine', 'Motif', 'État'],
      ...CRITERIA.map(criterion => CRITERION_WORDS[criterion].label),
      ...['Appréciation d’ensemble', 'Recommandation', 'Sortie proposée le', 'Points forts', 'Freins', 'Preuves'],
      ...['Ce qui est recommandé', 'Validée par'],
    ],
    rows,
  )
}

const grade = (said: keyof typeof GRADE_WORDS | null | undefined) => (said ? GRADE_WORDS[said] : '')

function coverageCsv(facts: EvaluationFacts): string {
  const { lines, additions, exits } = facts.evaluated
  const axis = axesOf(facts)
  const day = (moves: typeof additions, key: string) => moves.find(one => one.key === key)?.on ?? ''
  const rows = lines.map(one => [
    neutralised(one.code),
    neutralised(one.title),
    axis(one.axis),
    day(additions, one.key),
    day(exits, one.key),
    one.why === null ? 'oui' : 'non',
    one.share === null ? '' : String(one.share),
    one.why === null ? grade(one.grade) : '',
    one.why === null ? '' : WHY_WORDS[one.why],
  ])
  return csvOf(
    ['Code', 'Action', 'Axe', 'Entrée le', 'Sortie le', 'Évaluée', 'Part', 'Appréciation d’ensemble', 'Pourquoi pas'],
    rows,
  )
}
