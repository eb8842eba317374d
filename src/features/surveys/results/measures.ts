import {
  boundsOf,
  type Measure,
  type MeasureAsked,
  type Measured,
  type MeasureFilter,
  type Measures,
  type Period,
  RHYTHMS,
} from '#kernel'
import type { Database, Writer } from '#platform/db'
import { fr } from '#ui'
import { type Question, type Questionnaire, questionsOf } from '../questionnaire/questionnaire.ts'
import { floorOf } from './reading.ts'
import { type Result, resultsOf } from './results.ts'
import type { Tally } from './tally.ts'

const KEY = /^[a-z0-9][a-z0-9-]{0,59}$/
const SURVEY: MeasureFilter = { name: 'survey', label: 'Série de l’enquête', choices: null, pattern: KEY }
const QUESTION: MeasureFilter = { name: 'question', label: 'Nom interne de la question', choices: null, pattern: KEY }
const ROW: MeasureFilter = { name: 'row', label: 'Ligne notée', choices: null, pattern: KEY }
const OPTION: MeasureFilter = {
  name: 'option',
  label: 'Réponses comptées',
  choices: null,
  pattern: /^[a-z0-9][a-z0-9-]{0,59}(?:\+[a-z0-9][a-z0-9-]{0,59})*$/,
}
const WHEN = 'De l’enquête de cette série close dans la période.'
const PRIVATE = 'Sans chiffre quand moins de cinq personnes ont répondu.'
const common = { rhythms: RHYTHMS }

/** What surveys can measure. The series, the questions and the answers are named as the page of questions shows them. */
export const SURVEY_MEASURES: readonly Measure[] = [
  {
    ...common,
    code: 'surveys.answer-share',
    label: 'Part des répondants qui choisissent une réponse',
    explained: fr`Personnes qui choisissent l’une des réponses comptées, rapportées à celles qui répondent à la question. ${WHEN} ${PRIVATE}`,
    kind: 'ratio',
    unit: '%',
    numerator: 'personnes qui la choisissent',
    denominator: 'personnes qui répondent à la question',
    filters: [SURVEY, QUESTION, OPTION],
  },
  {
    ...common,
    code: 'surveys.mean',
    label: 'Moyenne des notes ou des nombres donnés',
    explained: fr`Somme de ce qui est donné, rapportée aux personnes qui répondent à la question. ${WHEN} ${PRIVATE}`,
    kind: 'ratio',
    unit: '',
    numerator: 'somme des réponses',
    denominator: 'personnes qui répondent à la question',
    filters: [SURVEY, QUESTION, ROW],
  },
  {
    ...common,
    code: 'surveys.respondents',
    label: 'Nombre de répondants à une enquête',
    explained: fr`Réponses reçues. ${WHEN} ${PRIVATE}`,
    kind: 'count',
    unit: 'réponses',
    numerator: 'réponses reçues',
    denominator: null,
    filters: [SURVEY],
  },
]

type Filters = MeasureAsked['filters']
type Found = { numerator: string; denominator: string | null } | { why: string }

const FEW = 'Moins de cinq réponses : le chiffre n’est pas montré'
const isFound = (one: Found): one is Exclude<Found, { why: string }> => !('why' in one)

/** Whole thousandths as a decimal text. */
const decimal = (thousandths: number) => String(thousandths / 1000)

function shareOf(result: Result & { hidden: null }, options: readonly string[]): Found {
  const { question, bars, answered } = result
  if (!('options' in question)) return { why: 'Cette question n’a pas de réponses proposées' }
  if (options.length === 0) return { why: 'Aucune réponse n’est choisie' }
  if (options.some(key => !question.options.some(option => option.key === key)))
    return { why: 'Réponse absente de la question' }
  // Several answers of one person are not several people.
  if (question.kind === 'multiple' && options.length > 1)
    return { why: 'Une seule réponse se compte d’une question à plusieurs réponses' }
  const chosen = bars.reduce((sum, { key, count }) => (options.includes(key) ? sum + count : sum), 0)
  return { numerator: String(chosen), denominator: String(answered) }
}

function meanOf(result: Result & { hidden: null }, row: string | undefined): Found {
  const shown = row === undefined ? result : result.rows.find(({ key }) => key === row)
  if (shown === undefined) return { why: 'Ligne absente de la question' }
  if (shown.mean === null) return { why: shown.answered === 0 ? FEW : 'Cette question ne donne ni notes ni nombres' }
  return { numerator: decimal(Math.round(shown.mean * shown.answered * 1000)), denominator: String(shown.answered) }
}

interface Closed {
  id: string
  anonymous: boolean
  questionnaire: Questionnaire
  tally: Tally
  closedOn: string
}

/** What one survey gives of a measure. */
function foundIn({ anonymous, questionnaire, tally }: Closed, code: string, { question, option, row }: Filters): Found {
  const floor = floorOf({ anonymous })
  if (code === 'surveys.respondents')
    return tally.answers < floor ? { why: FEW } : { numerator: String(tally.answers), denominator: null }
  const asked: Question | undefined = questionsOf(questionnaire).find(({ key }) => key === question)
  if (asked === undefined) return { why: 'Question absente de l’enquête' }
  const result = resultsOf(questionnaire, tally, floor).find(one => one.question.key === question)
  if (result === undefined || result.hidden !== null) return { why: FEW }
  return code === 'surveys.mean' ? meanOf(result, row) : shareOf(result, option?.split('+') ?? [])
}

/** The figures of the surveys of a period, added up. */
function measured(siren: string, period: Period, surveys: readonly Closed[], code: string, filters: Filters): Measured {
  const { from, to } = boundsOf(period)
  const within = surveys.filter(({ closedOn }) => closedOn >= from && closedOn <= to)
  const found = within.map(one => foundIn(one, code, filters))
  const shown = found.filter(isFound)
  const why = found.flatMap(one => ('why' in one ? [one.why] : []))
  const sum = (values: readonly string[]) =>
    decimal(values.reduce((total, value) => total + Math.round(Number(value) * 1000), 0))
  const ratio = code !== 'surveys.respondents'
  const missing = filters['survey'] === undefined ? ['Aucune enquête n’est choisie'] : why
  const last = within.at(-1)
  return {
    period,
    numerator: shown.length === 0 ? null : sum(shown.map(({ numerator }) => numerator)),
    denominator: !ratio ? null : shown.length === 0 ? '0' : sum(shown.map(({ denominator }) => denominator ?? '0')),
    excluded: [...new Set(missing)].map(reason => ({ reason, count: missing.filter(one => one === reason).length })),
    rows: `/organisations/${siren}/enquetes${last === undefined ? '' : `/${last.id}/resultats`}`,
  }
}

const closedOf = async (trx: Writer, siren: string, series: string | undefined): Promise<Closed[]> =>
  series === undefined
    ? []
    : trx
        .selectFrom('survey as s')
        .innerJoin('organisation as o', 'o.id', 's.organisation_id')
        .select(['s.id', 's.anonymous', 's.questionnaire', 's.tally'])
        .select(({ ref }) => ref('s.closed_on').$castTo<string>().as('closedOn'))
        .where('o.siren', '=', siren)
        .where('s.series', '=', series)
        .where('s.state', '=', 'closed')
        .orderBy('s.closed_on')
        .execute()

/**
 * What the surveys of an organisation measure, once they are closed, by the rules of their results: nothing is told of fewer than five people.
 * @throws (a fault) for a code that is not in the list
 */
export function surveyMeasures(db: Database): Measures {
  return {
    list: SURVEY_MEASURES,
    stamp: () =>
      db.transaction(async trx => {
        const { n } = await trx
          .selectFrom('survey')
          .select(({ fn }) => fn.countAll<string>().as('n'))
          .where('state', '=', 'closed')
          .executeTakeFirstOrThrow()
        return n
      }),
    compute: asked =>
      db.transaction(async trx => {
        const answers: Measured[][] = []
        for (const { code, siren, periods, filters } of asked) {
          if (!SURVEY_MEASURES.some(measure => measure.code === code)) throw new Error(`no measure ${code}`)
          const surveys = await closedOf(trx, siren, filters['survey'])
          answers.push(periods.map(period => measured(siren, period, surveys, code, filters)))
        }
        return answers
      }),
  }
}
