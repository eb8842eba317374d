import { describe, expect, test } from 'vitest'
import type { Dialect, WarningCode } from '../contracts.ts'
import { readConsiderations, writtenConsiderations } from './considerations.ts'

function social(value: unknown, dialect: Dialect = 'v2') {
  const warnings: WarningCode[] = []
  const { state, clause, criterion, reserved } = readConsiderations(
    { considerationsSociales: value },
    'social',
    dialect,
    warnings,
  )
  const kinds = [clause && 'clause', criterion && 'criterion', reserved && 'reserved'].filter(Boolean).join(' ')
  return [kinds ? `${state}: ${kinds}` : state, ...warnings].join(' | ')
}
const list = (...words: unknown[]) => ({ considerationSociale: words })

describe('trap 7: every shape', () => {
  test.each([
    ['2.0.4', list('Clause sociale', 'Critère social'), 'yes: clause criterion'],
    ['one text in the place of the list', { considerationSociale: 'Clause sociale' }, 'yes: clause'],
    ['a bare list (2.0.0)', ['Critère social'], 'yes: criterion'],
    ['an empty bare list', [], 'not-filled'],
    ['NC', ['NC'], 'not-filled'],
    ['a bare text', 'Clause sociale', 'yes: clause'],
    ['A, B', 'Clause sociale, Critère social', 'yes: clause criterion'],
    ['A ; B', 'Clause sociale ; Marché réservé', 'yes: clause reserved'],
    ['A, B inside the list', list('Clause sociale,Critère social'), 'yes: clause criterion'],
    ['a Python list', "['Clause sociale', 'Critère social']", 'yes: clause criterion'],
    ['a Python dictionary', "{'considerationSociale': ['Pas de considération sociale']}", 'none'],
    ['an empty Python list', '[]', 'not-filled'],
    ['a list of lists', [[['Clause sociale']]], 'yes: clause'],
    [
      'a list of objects',
      [{ considerationSociale: 'Clause sociale' }, { considerationSociale: ['Marché réservé'] }],
      'yes: clause reserved',
    ],
    ['null in the list', list(null, 'Clause sociale'), 'yes: clause'],
    ['an empty object', {}, 'not-filled'],
    ['a number', 12, 'unreadable | social-unreadable'],
    ['absent', undefined, 'not-filled'],
    ['null', null, 'not-filled'],
  ])('%s', (_, value, expected) => expect(social(value)).toBe(expected))

  test('names flattened by aggregators', () => {
    for (const name of ['considerationsSociales_considerationSociale', 'considerationSociale']) {
      expect(readConsiderations({ [name]: ['Clause sociale'] }, 'social', 'v2', []).state).toBe('yes')
    }
  })

  test('ten thousand levels and a million words are not followed', () => {
    let deep: unknown = ['Clause sociale']
    for (let i = 0; i < 10_000; i++) deep = [deep]
    expect(social(deep)).toBe('not-filled')
    expect(social({ considerationSociale: Array.from({ length: 200_000 }, () => 'NC') })).toBe('not-filled')
  })
})

describe('traps 23 to 26: four states, by precedence', () => {
  test.each<[string, unknown, string, Dialect?]>([
    ['the official list', list('Marché réservé'), 'yes: reserved'],
    ['of concessions', list('Concession réservée'), 'yes: reserved'],
    ['case, accents, spaces, apostrophes folded', list('  CRITERE   social '), 'yes: criterion'],
    ['declared none', list('Pas de considération sociale'), 'none'],
    ['declared none, in other words', list('Pas de clause'), 'none'],
    ['no word that begins alike', list('Pas dequoi'), 'unreadable | social-unreadable'],
    [
      '23: none beside a value',
      list('Pas de considération sociale', 'Clause sociale'),
      'yes: clause | social-contradictory',
    ],
    ['25: all kinds', list('Clause sociale', 'Critère social', 'Marché réservé'), 'yes: clause criterion reserved'],
    ['yes over unreadable', list('INX', 'Clause sociale'), 'yes: clause | social-unreadable'],
    ['none over unreadable', list('INX', 'Pas de considération sociale'), 'none | social-unreadable'],
    ['unreadable over not filled', list('NC', 'Oui'), 'unreadable | social-unreadable'],
    ['26: INX and what was written', list('INX Clauses'), 'unreadable | social-unreadable'],
    ['the words of the other pillar', list('Clause environnementale'), 'unreadable | social-unreadable'],
    ['26: MQ', list('MQ'), 'not-filled'],
    ['26: MQ NC', list('MQ NC'), 'not-filled'],
    ['26: CDL', 'CDL', 'not-filled'],
    ['26: empty', '', 'not-filled'],
    ['Sans objet, in JSON and XML', list('Sans objet'), 'not-filled'],
    ['Sans objet, in the tabular file', list('Sans objet'), 'none', 'tabular'],
    [
      'Sans objet beside a value, in the tabular file',
      list('Sans objet', 'Clause sociale'),
      'yes: clause | social-contradictory',
      'tabular',
    ],
    ['24: v1', undefined, 'not-filled', 'v1'],
  ])('%s', (_, value, expected, dialect) => expect(social(value, dialect)).toBe(expected))

  test('one dialect does not answer for another', () => {
    for (const [dialect, state] of [
      ['v2', 'not-filled'],
      ['tabular', 'none'],
      ['v2', 'not-filled'],
    ] as const)
      expect(social('Sans objet', dialect)).toBe(state)
  })

  test.each([
    [['Clause environnementale', 'Critère environnemental'], 'yes', true, true],
    [['Pas de considération environnementale'], 'none', false, false],
    [['Clause sociale'], 'unreadable', false, false],
    [['Marché réservé'], 'unreadable', false, false],
  ] as const)('environmental: %j', (words, state, clause, criterion) => {
    const fields = { considerationsEnvironnementales: { considerationEnvironnementale: words } }
    expect(readConsiderations(fields, 'environmental', 'v2', [])).toEqual({ state, clause, criterion, reserved: false })
  })
})

test('what was written is given back word by word', () => {
  expect(writtenConsiderations({ considerationsSociales: 'Clause sociale, INX abc ; NC' }, 'social')).toEqual([
    'Clause sociale',
    'INX abc',
    'NC',
  ])
  expect(writtenConsiderations({}, 'environmental')).toEqual([])
})
