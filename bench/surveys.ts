// The pages of 1 000 surveys of one organisation with 100 000 answers, 20 000 of them to one that is open and to one that is closed, and answering, one question after
// the other, through the whole application.
//   node bench/run.mjs surveys DATA_DIR|postgres://…
// The address is of an empty folder or database; surveys that are there already are used again. The reference is the same application asked for a
// page that reads nothing.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openDatabase } from '#platform/db'
import { routesOf } from '../src/app.tsx'
import { readAnswers } from '../src/features/surveys/answers/answers.ts'
import { exampleAnswers } from '../src/features/surveys/demo.ts'
import { MODELS } from '../src/features/surveys/models.ts'
import { addTo, emptyTally } from '../src/features/surveys/results/tally.ts'
import { type Services, siteOf } from '../src/site.ts'
import { plainSite } from '../tests/support/plain-site.ts'
import { leadOf, median, quantile } from './support.ts'

const SIREN = '229900998'
const [SURVEYS, LARGE, EACH] = [1000, 20_000, 60]
const [address = ''] = process.argv.slice(2)
const db = await openDatabase(address.startsWith('postgres') ? { url: address } : { dataDir: address })
const actor = await leadOf(db, SIREN)
const { person, membership } = actor
const [model] = MODELS
if (model === undefined) throw new Error('no model')
const { questionnaire } = model

/** What n people answered, counted or not. */
function told(n: number) {
  const people = exampleAnswers().map(typed => readAnswers(questionnaire, typed).answers)
  return Array.from({ length: n }, (_, at) => ({
    answers: people[at % people.length] ?? new Map(),
    path: 'link' as const,
  }))
}

async function fill(rank: number): Promise<void> {
  const [id, n] = [randomUUID(), rank < 2 ? LARGE : EACH]
  const some = told(n)
  // In two steps, so that the open one shows something.
  const half = addTo(emptyTally(), questionnaire, some.slice(0, n / 2))
  const tally = addTo(half, questionnaire, some.slice(n / 2))
  await db.transaction(async trx => {
    await trx
      .insertInto('survey')
      .values({
        id,
        organisation_id: membership.organisation.id,
        series: `banc-${rank}`,
        title: `Enquête ${rank}`,
        audience: 'agents',
        anonymous: true,
        questionnaire: JSON.stringify(questionnaire),
        link: randomUUID(),
        by_link: true,
        state: rank === 0 ? 'open' : 'closed',
        opened_on: '2025-01-01',
        closed_on: rank === 0 ? null : '2025-06-30',
        arrived: n,
        tally: JSON.stringify(tally),
      })
      .execute()
    const rows = JSON.stringify(some.slice(0, 60).map(({ answers }) => Object.fromEntries(answers)))
    await sql`
      insert into survey_answer (id, organisation_id, survey_id, anonymous, path, answers, counted)
      select gen_random_uuid(), ${membership.organisation.id}, ${id}, true, 'link', ${rows}::jsonb -> (n % 60), true from generate_series(0, ${n - 1}::int) n`.execute(
      trx,
    )
  })
}
const { rows: known } = await db.run('select count(*)::int as n from survey')
if (known[0]?.['n'] === 0) for (let rank = 0; rank < SURVEYS; rank++) await fill(rank)
await db.run('analyze survey')
await db.run('analyze survey_answer')

const visitor = { ...person, administrator: false, sessionId: randomUUID(), memberships: [membership] }
const app = plainSite(routesOf(siteOf({ db, intake: { db } } as Services)), {
  visitor: async () => visitor,
  signIn: () => '/',
  countedAs: () => '',
})
let bare = 1
async function timed(name: string, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  await work()
  for (let turn = 1; turn <= 40; turn++) {
    const start = performance.now()
    await work()
    measured.push(performance.now() - start)
  }
  const [p50, p95] = [median(measured), quantile(measured, 0.95)]
  console.log(
    `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(p95 / bare).toFixed(1)} × a page that reads nothing`,
  )
  return p95
}
async function ask(path: string, status = 200, init: RequestInit = {}): Promise<void> {
  const answer = await app.request(path, init)
  if (answer.status !== status) throw new Error(`${path}: ${answer.status}`)
  await answer.arrayBuffer()
}
const base = `/organisations/${SIREN}/enquetes`
const { rows } = await db.run(
  "select id, link, state, series from survey where series in ('banc-0', 'banc-1') order by series",
)
const [large, small] = rows.map(({ id }) => `${base}/${id}`)
bare = await timed('reference', () => ask('/methode'))
await timed('the list', () => ask(base))
await timed('its last page', () => ask(`${base}?page=33`))
await timed('a survey', () => ask(`${large}`))
await timed('its results, 20 000 answers and open', () => ask(`${large}/resultats`))
await timed('the results of one that is closed, 20 000 answers', () => ask(`${small}/resultats`))
await timed('its 20 000 answers as a CSV', () => ask(`${small}/reponses.csv`))
await timed('the dashboard', () => ask(`/organisations/${SIREN}`))
const first = exampleAnswers()[0] ?? new Map<string, string[]>()
await timed('answering, among 20 000', () => {
  const body = new FormData()
  body.append('vues', questionnaire.sections.flatMap(({ questions }) => questions.map(({ key }) => key)).join(' '))
  for (const [name, sent] of first) for (const one of sent) body.append(name, one)
  return ask(`/enquetes/${rows[0]?.['link']}`, 303, { method: 'POST', body })
})
await db.close()
