import { ACTION_WORDS, CRITERION_WORDS, RECOMMENDATION_WORDS, TEXTS, WHY_WORDS } from '#features/evaluation'
import { type Block, markdownBlocks, type Run } from '#platform/paper'
import { day, fr } from '#ui'
import { chartsOf } from '../../bilan/composing/axes.ts'
import { coded, heading, indicatorsTable, list, text } from '../../bilan/composing/pieces.ts'
import { statusWords } from '../../bilan/composing/progress.ts'
import { actionsIn } from '../../bilan/facts.ts'
import type { Line, ToldAction } from '../facts.ts'
import { acceptedBy, capital, type EvaluationFacts, gradeWords, indicatorsUnder } from './telling.ts'

/** An action, and all that shares said of it, the oldest first; nothing where none had it. */
interface Subject extends Pick<Line, 'key' | 'code' | 'title' | 'axis' | 'why'> {
  told: readonly (ToldAction & { year: number })[]
}

/** The actions of a share, or all those of a cycle. */
function subjectsOf({ evaluated: { of, shares, lines } }: EvaluationFacts): Subject[] {
  const told = shares.flatMap(({ year, actions }) => actions.map(one => ({ ...one, year })))
  if (of === 'share') return told.map(({ key, code, title, axis, ...one }) => ({ key, code, title, axis, why: null, told: [{ key, code, title, axis, ...one }] })) // biome-ignore format: one line
  return lines.map(line => ({ ...line, told: told.filter(({ key }) => key === line.key) }))
}

/** What is judged of each action, axis by axis, beside what its indicators say. @param charted the keys of those that are drawn */
export function actions(facts: EvaluationFacts, charted: ReadonlySet<string>): Block[] {
  const subjects = subjectsOf(facts)
  if (subjects.length === 0) return [text('Aucune action n’est dans cette part.')]
  const known = new Set(facts.axes.map(({ key }) => key))
  const groups = [
    ...facts.axes.map(axis => ({
      id: axis.key,
      name: coded(axis),
      of: subjects.filter(one => one.axis === axis.key),
    })),
    { id: 'autres', name: 'Hors des axes d’aujourd’hui', of: subjects.filter(({ axis }) => !known.has(axis)) },
  ]
  return groups.flatMap(({ id, name, of }) =>
    of.length === 0 ? [] : [heading(2, `axe-${id}`, name), ...of.flatMap(one => actionBlocks(one, facts, charted))],
  )
}

function actionBlocks(subject: Subject, facts: EvaluationFacts, charted: ReadonlySet<string>): Block[] {
  const { key, told, why } = subject
  const indicators = indicatorsUnder(facts).get(key) ?? []
  const [last, ...before] = told.toReversed()
  const items = [...standing(subject, facts), ...(last ? judged(last, facts) : [])]
  return [
    heading(3, `action-${key}`, coded(subject)),
    ...(items.length > 0 ? [{ as: 'facts' as const, items }] : []),
    ...(why && !last ? [text(fr`Cette action n’est pas évaluée : ${WHY_WORDS[why]}.`)] : []),
    ...(before.length > 0
      ? [
          list(
            before.map(({ year, said }) => fr`Dans la part ${year} : ${said ? gradeWords(said.grade) : 'non validée'}`),
          ),
        ]
      : []),
    ...(last?.said ? Object.values(TEXTS).flatMap(({ field, label }) => said(field === 'advice' ? 'Ce qui est recommandé' : label, last.said?.[field] ?? '', `${field}-${key}`)) : []), // biome-ignore format: one line
    ...(last?.said && acceptedBy(last.decided)
      ? [text({ text: 'Évaluation validée par\u00a0: ', strong: true }, acceptedBy(last.decided))]
      : []),
    ...(indicators.length > 0
      ? [
          indicatorsTable(
            `indicateurs-${key}`,
            fr`${subject.code || subject.title} : indicateurs`,
            indicators,
            facts.year,
          ),
          ...indicators.filter(({ definition }) => charted.has(definition.key)).flatMap(chartsOf),
        ]
      : [text('Aucun indicateur ne suit cette action.')]),
  ]
}

type Items = Extract<Block, { as: 'facts' }>['items'][number][]

/** Where an action stands, and who pilots it. */
function standing({ key }: Subject, facts: EvaluationFacts): Items {
  const one = actionsIn(facts).find(action => action.key === key)
  if (one === undefined) return []
  const since = one.left
    ? fr`, le ${day(one.left.on)} : ${one.left.reason}`
    : one.since
      ? fr`, depuis le ${day(one.since)}`
      : ''
  return [
    { label: 'Où elle en est', runs: [{ text: statusWords(one), strong: true }, ...(since ? [{ text: since }] : [])] },
    { label: 'Pilotage', runs: [{ text: one.pilots.join(', ') || 'Non renseigné' }] },
  ]
}

/** What is judged of an action by each criterion, and as a whole; what is recommended; who validated it. */
function judged(one: ToldAction & { year: number }, { evaluated: { grid, of } }: EvaluationFacts): Items {
  const items: Items = of === 'cycle' ? [{ label: 'Part', runs: [{ text: String(one.year) }] }] : []
  if (one.origin === 'added') items.push({ label: 'Ajoutée à la part', runs: [{ text: one.reason }] })
  const { said } = one
  if (said === null)
    return [...items, { label: 'Évaluation', runs: [{ text: ACTION_WORDS[one.state].label, strong: true }] }]
  const { recommendation, exitOn } = said
  const advised = recommendation ? RECOMMENDATION_WORDS[recommendation] : 'Aucune'
  return [
    ...items,
    { label: 'Appréciation d’ensemble', runs: [{ text: capital(gradeWords(said.grade)), strong: true }] },
    ...grid.map(criterion => {
      const { grade, words } = said.judgements[criterion] ?? { grade: null, words: '' }
      const runs: Run[] = [{ text: capital(gradeWords(grade)) }, ...(words ? [{ text: fr` : ${words}` }] : [])]
      return { label: CRITERION_WORDS[criterion].label, runs }
    }),
    {
      label: 'Recommandation',
      runs: [{ text: advised, strong: true }, ...(exitOn ? [{ text: fr`, le ${day(exitOn)}` }] : [])],
    },
  ]
}

/** A text of an evaluation after what it is: in the same paragraph where it is one. */
function said(label: string, markdown: string, id: string): Block[] {
  const [first, ...rest] = markdownBlocks(markdown, 4, id)
  if (first === undefined) return []
  const name: Run = { text: fr`${label} : `, strong: true }
  return first.as === 'text'
    ? [{ as: 'text', runs: [name, ...first.runs] }, ...rest]
    : [{ as: 'text', runs: [name] }, first, ...rest]
}
