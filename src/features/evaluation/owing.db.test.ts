import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOwed } from '#features/bodies'
import { scopeOf } from '#features/organisations'
import { type Owed, type OwedOf, REMINDER_JOBS } from '#features/reminders'
import { Jobs } from '#platform/jobs'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { openCampaign, submitChoice } from './campaigns.ts'
import { at, evaluationSite, refused } from './evaluation.test-support.ts'
import { submitEvaluation } from './evaluations.ts'
import { evaluationOwed, remindOfCampaign } from './owing.ts'

const db = await testDatabase()
stopClock('2024-01-10T09:00:00Z')
const site = await evaluationSite(db)
const { lead, pilot } = site
const jobs = new Jobs(db, REMINDER_JOBS, { log: pino({ level: 'silent' }) })
beforeAll(() => jobs.open())
afterAll(() => jobs.stop())

const owed = (source: OwedOf) => db.as(scopeOf(lead), trx => source(trx, lead))
/** Who owes what by when, without what other years owe. */
const lines = async (source: OwedOf = evaluationOwed, of: (one: Owed) => boolean = () => true) =>
  (await owed(source))
    .filter(of)
    .map(({ person, title, by }) =>
      `${person === lead.person.id ? 'lead' : person === pilot.person.id ? 'pilot' : 'other'} ${title} ${by}`.replace(
        /\s/g,
        ' ',
      ),
    )
    .sort()
const of2024 = ({ topic }: Owed) => topic.endsWith('/2024')

test('a campaign is owed by who leads until its share is chosen, by pilots until each evaluation is submitted, by bodies in their turn', async () => {
  const code = await site.begin()
  expect(await lines(evaluationOwed, of2024)).toEqual(['lead Choisir la première part à évaluer de 2024 2024-01-31'])
  await openCampaign(db, lead, code, 2024)
  const choice = await submitChoice(db, lead, code, 2024)
  expect(await lines(evaluationOwed, of2024)).toEqual([])
  expect(await lines(casesOwed)).toEqual([
    expect.stringMatching(/^other Se prononcer sur « Actions à évaluer en 2024 » \(Technique\) null$/),
  ])
  await site.accept(choice)
  expect(await lines(casesOwed)).toEqual([])
  // Nobody pilots but the second, whose action is then theirs.
  const [first = '', second = ''] = (await site.share()) ?? []
  await db.run(`insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
    values ('${randomUUID()}', '${lead.membership.organisation.id}', '${(await site.schemeNow()).id}', '${second}', '${pilot.membership.id}')`)
  const line = (who: string, key: string) => `${who} Évaluer l’action ${key.toUpperCase()} Action ${key} 2025-06-30`
  expect(await lines(evaluationOwed, of2024)).toEqual([line('lead', first), line('pilot', second)])

  expect(await remindOfCampaign({ db, jobs }, lead, code, 2024)).toBe(2)
  await expect(remindOfCampaign({ db, jobs }, lead, code, 2024)).rejects.toEqual(refused('reminded-today'))
  await expect(remindOfCampaign({ db, jobs }, pilot, code, 2024)).rejects.toEqual(refused('role-lost'))
  await expect(remindOfCampaign({ db, jobs }, site.stranger, code, 2024)).rejects.toEqual(refused('scheme-unknown'))

  at('2025-07-10')
  await site.write(second, {}, pilot)
  const asked = await submitEvaluation(db, pilot, code, 2024, second)
  expect(await lines(evaluationOwed, of2024)).toEqual([line('lead', first)])
  await site.decide(asked, 0, 'return')
  expect(await lines(evaluationOwed, of2024)).toEqual([line('lead', first), line('pilot', second)])
  await site.accept(await submitEvaluation(db, pilot, code, 2024, second))
  expect(await lines(evaluationOwed, of2024)).toEqual([line('lead', first)])
  await expect(remindOfCampaign({ db, jobs }, lead, code, 2023)).rejects.toEqual(refused('nothing-owed'))
})

test('a choice that nobody made is owed for two months after its step, then by nobody', async () => {
  await site.begin()
  at('2024-03-31')
  expect(await lines(evaluationOwed, of2024)).toContain('lead Choisir la première part à évaluer de 2024 2024-01-31')
  at('2024-04-01')
  expect(await lines(evaluationOwed, of2024)).not.toContain(
    'lead Choisir la première part à évaluer de 2024 2024-01-31',
  )
})
