import type { Actor } from '#features/organisations'
import type { Place, Way } from './answers/answering.ts'
import { answer } from './answers/answering.ts'
import { fieldOf } from './answers/answers.ts'
import { closeSurvey, type Means, openSurvey } from './life.ts'
import { MODELS } from './models.ts'
import { surveysOf } from './reading.ts'
import { beginSurvey } from './writing.ts'

/** The survey of the example: when it was asked, and what sixty people answered, question by question. */
export const EXAMPLE_SURVEY = {
  series: 'ce-que-changent-les-achats-responsables',
  title: 'Ce que changent les achats responsables',
  openedOn: '2023-05-15',
  closedOn: '2023-06-16',
  answers: 60,
  paper: 12,
  metier: { acheteur: 18, prescripteur: 24, autre: 18 },
  connait: { bien: 21, nom: 27, non: 12 },
  /** Of the 48 who know of it, several answers each. */
  canaux: { intranet: 30, lettre: 12, reunion: 16, formation: 9, collegue: 14, autrement: 5 },
  clarte: { '1': 3, '2': 6, '3': 15, '4': 18, '5': 6 },
  /** Five did not say. */
  assez: { peu: 33, bien: 22 },
  /** Who says so, from 1 to 5. */
  change: { '1': 8, '2': 11, '3': 14, '4': 19, '5': 8 },
  /** Of the 42 who buy or ask for it. */
  marches: 129,
} as const

const TEXTS = [
  'Un exemple de cahier des charges par famille d’achat.',
  'Une personne à appeler quand un besoin se précise.',
  'Savoir ce que les clauses ont donné, une fois le marché fini.',
  'Des formations plus courtes, dans les collèges.',
  'Que la lettre dise ce qui a raté aussi.',
  'Un répertoire des structures d’insertion du territoire.',
]

/** The values of a question in the order of the people that they are given to. */
const spread = (totals: Readonly<Record<string, number>>): string[] =>
  Object.entries(totals).flatMap(([value, n]) => Array.from({ length: n }, () => value))

/** What the sixty answered: one line each, always the same. */
export function exampleAnswers(): Map<string, string[]>[] {
  const { metier, connait, canaux, clarte, assez, change } = EXAMPLE_SURVEY
  const [jobs, assezOf, changes] = [spread(metier), spread(assez), spread(change)]
  // Those who know of it are found in every trade, so that no group is too small to be read.
  const known = spread(connait)
  const knows = jobs.map((_, at) => known[(at * 7) % 60] ?? 'non')
  const aware = knows.flatMap((one, at) => (one === 'non' ? [] : [at]))
  const clear = spread(clarte)
  const heard = new Map(aware.map(at => [at, [] as string[]]))
  let turn = 0
  for (const [way, n] of Object.entries(canaux))
    for (let i = 0; i < n; i++) heard.get(aware[turn++ % aware.length] ?? 0)?.push(way)
  return jobs.map((job, at) => {
    const rank = aware.indexOf(at)
    const buys = job !== 'autre'
    const grade = changes[(at * 11) % 60] ?? '3'
    const field = (key: string, sent: string | undefined): [string, string[]][] =>
      sent === undefined ? [] : [[fieldOf(key), [sent]]]
    return new Map([
      ...field('metier', job),
      ...field('connait', knows[at]),
      [fieldOf('canaux'), heard.get(at) ?? []],
      ...field('clarte', rank < 0 ? undefined : clear[rank]),
      ...field('assez', assezOf[(at * 13) % 60]),
      ...(['comprends', 'sais', 'change'] as const).map((row, shift): [string, string[]] => [
        fieldOf('effet', row),
        [shift === 2 ? grade : String(Math.min(5, Number(grade) + 1 - shift))],
      ]),
      ...field('marches', buys ? String((at % 6) + (at < 12 ? 2 : 0)) : undefined),
      ...field('attentes', at % 10 === 3 ? TEXTS[(at - 3) / 10] : undefined),
    ])
  })
}

/** The survey of the example, asked and closed in 2023; and a copy of it to ask again. What is there already stays as it is. */
export async function openExampleSurvey({ db, jobs }: Means, actor: Actor): Promise<void> {
  const organisation = actor.membership.organisation.id
  const known = await db.as({ organisation, person: null }, trx => surveysOf(trx, organisation).select('id').execute())
  if (known.length > 0) return
  const model = MODELS.find(({ key }) => key === 'communication')
  if (model === undefined) throw new Error('the example has no model')
  const { title, openedOn, closedOn, paper } = EXAMPLE_SURVEY
  const settings = {
    title,
    audience: 'agents',
    anonymous: true,
    byLink: true,
    roles: [],
    opensOn: null,
    closesOn: null,
  } as const
  const id = await beginSurvey(db, actor, settings, model.questionnaire)
  await openSurvey({ db, jobs }, actor, id, openedOn)
  const place: Place = { organisation, id }
  for (const [at, typed] of exampleAnswers().entries()) {
    const way: Way = at < paper ? { path: 'paper', actor } : { path: 'link' }
    await answer(db, place, way, typed)
  }
  await closeSurvey(db, actor, id, closedOn)
}
