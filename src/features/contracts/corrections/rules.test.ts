import { describe, expect, test } from 'vitest'
import { officialOf, readPillar, standingOf } from './corrections.ts'
import { type Given, readReason, readValue } from './rules.ts'

const codeOf = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the value of a pillar', () => {
  test.each<['social' | 'environmental', Given, string]>([
    ['social', { state: 'none' }, 'none'],
    ['social', { state: 'yes', kinds: ['clause'] }, 'yes+clause'],
    ['social', { state: 'yes', kinds: ['reserved', 'criterion', 'clause'] }, 'yes+clause+criterion+reserved'],
    ['environmental', { state: 'yes', kinds: ['criterion'] }, 'yes+criterion'],
    ['environmental', { state: 'yes', kinds: ['criterion', 'forged'] }, 'yes+criterion'],
    ['social', { state: 'yes' }, 'yes-without-kind'],
    ['social', { state: 'yes', kinds: ['forged'] }, 'yes-without-kind'],
    ['social', { state: 'none', kinds: ['clause'] }, 'none-with-kind'],
    ['environmental', { state: 'yes', kinds: ['reserved'] }, 'kind-elsewhere'],
    ['environmental', { state: 'none', kinds: ['reserved'] }, 'kind-elsewhere'],
    ['social', {}, 'value-missing'],
    ['social', { state: 'unreadable' }, 'value-missing'],
  ])('%s %o: %s', (field, given, expected) => {
    expect(codeOf(() => readValue(field, given))).toBe(expected)
  })

  test('is written and read alike', () => {
    expect(readPillar('yes+clause+reserved')).toEqual({ state: 'yes', kinds: ['clause', 'reserved'] })
    expect(readPillar('not-filled')).toEqual({ state: 'not-filled', kinds: [] })
  })
})

test.each([
  ['46 748,50', '4674850'],
  ['1', '100'],
  ['3 000 000 000 €', '300000000000'],
  ['', 'amount-unreadable'],
  ['environ 40', 'amount-unreadable'],
  ['0,99', 'amount-below-1'],
  ['-5', 'amount-below-1'],
  ['12 311 111 111', 'amount-sentinel'],
  ['3000000000,01', 'amount-above-3e9'],
  ['1e30', 'amount-above-3e9'],
])('the amount « %s »: %s', (amount, expected) => {
  expect(codeOf(() => readValue('amount', { amount }))).toBe(expected)
})

test.each([
  ['  neuf    ', 'reason-length'],
  ['Dix signes', 'Dix signes'],
  ['a'.repeat(1001), 'reason-length'],
  ['🙂'.repeat(1000), '🙂'.repeat(1000)],
])('the reason « %.20s »', (text, expected) => {
  expect(codeOf(() => readReason(text))).toBe(expected)
})

test.each([
  [null, 'absent'],
  ['not-filled', 'counted'],
  ['yes+clause', 'joined'],
  ['none', 'review'],
])('when the register says %s now: %s', (now, expected) => {
  expect(standingOf({ official: 'not-filled', corrected: 'yes+clause' }, now)).toBe(expected)
})

test('the official value is an amount, why there is none, or a state and its kinds', () => {
  const contract = {
    amount: null,
    amount_state: 'missing' as const,
    social: 'yes' as const,
    social_clause: false,
    social_criterion: true,
    social_reserved: true,
    environmental: 'unreadable' as const,
    environmental_clause: false,
    environmental_criterion: false,
  }
  expect(officialOf(contract, 'amount')).toBe('missing')
  expect(officialOf({ ...contract, amount: 0, amount_state: 'below1' }, 'amount')).toBe('0')
  expect(officialOf(contract, 'social')).toBe('yes+criterion+reserved')
  expect(officialOf(contract, 'environmental')).toBe('unreadable')
})
