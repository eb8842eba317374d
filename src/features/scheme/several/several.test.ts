import { expect, test } from 'vitest'
import { type Change, type Known, planned } from './several.ts'

const SIREN = '229900998'
const action = (key: string, more: Partial<Known> = {}): Known => ({
  key,
  code: '1',
  title: key,
  buyer: null,
  left: null,
  said: null,
  pilots: new Map(),
  ...more,
})
const late: Change = { kind: 'status', status: 'late', day: '2026-06-01', words: '' }
const name: Change = { kind: 'name', membership: 'm', name: 'Maëlle' }
const end: Change = { kind: 'end', membership: 'm', name: 'Maëlle' }
const piloted = { pilots: new Map([['m', 'Maëlle']]) }

test.each<[string, Known, Change, string | null, string | null]>([
  ['nothing was said', action('a'), late, 'Non dit → En retard', null],
  [
    'said again, on a later day',
    action('a', { said: { status: 'late', day: '2026-01-01' } }),
    late,
    'En retard → En retard',
    null,
  ],
  [
    'said on the same day',
    action('a', { said: { status: 'done', day: '2026-06-01' } }),
    late,
    'Terminée → En retard',
    null,
  ],
  ['said later', action('a', { said: { status: 'done', day: '2026-06-02' } }), late, null, 'plus récent'],
  ['gone', action('a', { left: '2026-01-01' }), late, null, 'retirée'],
  ['of another buyer', action('a', { buyer: '219900016' }), late, null, 'autre acheteur'],
  ['of its own', action('a', { buyer: SIREN }), late, 'Non dit → En retard', null],
  ['piloted by nobody', action('a'), name, 'Personne → Maëlle', null],
  ['piloted by another', action('a', { pilots: new Map([['o', 'Olga']]) }), name, 'Olga → Olga, Maëlle', null],
  ['piloted by the same', action('a', piloted), name, null, 'la pilote déjà'],
  ['taken back', action('a', piloted), end, 'Maëlle → Personne', null],
  ['taken back from who has it not', action('a'), end, null, 'ne la pilote pas'],
])('%s', (_, one, change, effect, why) => {
  const [plan] = planned([one], change, SIREN, 'all')
  expect(plan?.changes && `${plan.changes.before} → ${plan.changes.after}`).toBe(effect)
  if (why === null) expect(plan?.why).toBeNull()
  else expect(plan?.why).toContain(why)
})

test('who pilots changes their own actions alone', () => {
  const plan = planned([action('a'), action('b')], late, SIREN, new Set(['b']))
  expect(plan.map(({ why }) => why)).toEqual(['Vous ne la pilotez pas.', null])
})

test('what changed since it was shown is left as it is, the others are not', () => {
  const before = [action('a'), action('b', piloted)]
  const seen = new Map(planned(before, late, SIREN, 'all').map(plan => [plan.action.key, plan.seen]))
  const after = [action('a', { said: { status: 'ongoing', day: '2026-05-01' } }), action('b')]
  expect(planned(after, late, SIREN, 'all', seen).map(({ changes }) => changes !== null)).toEqual([false, true])
})
