import { expect, vi } from 'vitest'
import { addSeat, decideAlone, openBody, setChain } from '#features/bodies'
import { type Actor, scopeOf } from '#features/organisations'
import { adoptVersion, findScheme, openScheme, submitVersion, trustedDocument } from '#features/scheme'
import type { Database } from '#platform/db'
import { organisationOf } from '../../../tests/support/actors.ts'
import { openCampaign, submitChoice } from './campaigns.ts'
import type { EvaluationSaid } from './evaluation.ts'
import { submitEvaluation, writeEvaluation } from './evaluations.ts'
import { EVALUATION_MATTERS } from './matters.ts'
import { readCycle } from './reading.ts'
import { DEFAULT_RULES } from './rules/settings.ts'
import { campaignRead } from './telling.ts'

export const at = (day: string) => vi.setSystemTime(new Date(`${day}T09:00:00Z`))
export const refused = (code: string, words = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(words) })
const KEYS = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3']
const SCHEME = {
  format: 'mieuxdisant-scheme/1',
  title: 'Schéma',
  from: '2024-01-01',
  to: '2027-12-31',
  axes: [
    { key: 'a', code: '1', title: 'Un' },
    { key: 'b', code: '2', title: 'Deux' },
  ],
  actions: KEYS.map(key => ({ key, parent: key.charAt(0), code: key.toUpperCase(), title: `Action ${key}` })),
}
const SAID: EvaluationSaid = {
  judgements: Object.fromEntries(DEFAULT_RULES.grid.map(one => [one, { grade: 3, words: '' }])),
  grade: 3,
  strengths: 'Les acheteurs s’en servent.',
  obstacles: '',
  evidence: '',
  recommendation: 'continue',
  advice: '',
  exitOn: null,
}

/** An organisation whose two bodies decide by who chairs them, and schemes of six actions in two axes, adopted on 8 January 2024. */
export async function evaluationSite(db: Database) {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'adviser', 'elected')
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  const { 'scheme-lead': lead, pilot, adviser: technical, elected: political } = mine
  const bodies: string[] = []
  for (const [name, chair] of [
    ['Technique', technical],
    ['Politique', political],
  ] as const) {
    const plain = { kind: 'other', name, mandate: '', quorum: null, decides: 'majority', alone: true } as const
    const body = await openBody(db, lead, plain)
    const seat = {
      title: 'Présidence',
      role: 'chair',
      name: null,
      email: null,
      until: null,
      substituteOf: null,
    } as const
    await addSeat(db, lead, body, { ...seat, person: chair.person.id, since: '2023-01-01' })
    bodies.push(body)
  }
  let code = ''
  let rank = 0
  /** Opens another scheme, which all that follows is about. @returns its code */
  async function begin(): Promise<string> {
    at('2024-01-10')
    code = `schema-${++rank}`
    await openScheme(db, lead, trustedDocument({ ...SCHEME, code }))
    const submitted = await submitVersion(db, lead, code)
    await adoptVersion(db, lead, code, { ...submitted, on: '2024-01-08', deliberation: '', vote: '' })
    const scope = `scheme:${(await schemeNow()).id}`
    for (const matter of ['choice', 'evaluation']) await setChain(db, lead, { scope, matter, bodies })
    return code
  }
  const schemeNow = async (by: Actor = lead) => {
    const found = await db.as(scopeOf(by), trx => findScheme(trx, by, code))
    if (found === null) throw new Error('no scheme')
    return found
  }
  const cycle = async () => {
    const scheme = await schemeNow()
    return db.as(scopeOf(lead), trx => readCycle(trx, lead, scheme))
  }
  const share = async (year = 2024) => campaignRead(await cycle(), year)?.actions.map(({ key }) => key)
  const stateOf = async (key: string) => campaignRead(await cycle(), 2024)?.actions.find(one => one.key === key)?.state
  const decide = (id: string, level: number, outcome: 'accept' | 'return' = 'accept') =>
    decideAlone(
      db,
      level === 0 ? technical : political,
      { case: id, level, outcome, reason: outcome === 'return' ? 'À revoir.' : '' },
      EVALUATION_MATTERS,
    )
  async function accept(id: string) {
    await decide(id, 0)
    await decide(id, 1)
  }
  async function designated(year = 2024) {
    await openCampaign(db, lead, code, year)
    await accept(await submitChoice(db, lead, code, year))
  }
  const write = (key: string, more: Partial<EvaluationSaid & { seen: number }> = {}, by: Actor = lead, year = 2024) =>
    writeEvaluation(db, by, code, year, key, { ...SAID, seen: 0, ...more })
  async function validated(year: number) {
    for (const key of (await share(year)) ?? []) {
      await write(key, {}, lead, year)
      await accept(await submitEvaluation(db, lead, code, year, key))
    }
  }
  const people = { lead, pilot, stranger: theirs.administrator }
  return { ...people, begin, schemeNow, cycle, share, stateOf, decide, accept, designated, write, validated }
}
