import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareItems, compareWords } from './words-diff.ts'

const word = fc.constantFrom(
  'a',
  'l’eau',
  'papier',
  '90\u202f000',
  '38,5',
  ';',
  '\u202f;',
  '« ',
  '\n',
  ' ',
  '-',
  'mieux-disant',
)
const words = fc.array(word, { maxLength: 12 }).map(all => all.join(' '))

describe('word by word', () => {
  const side = (pieces: ReturnType<typeof compareWords>, but: 'added' | 'removed') =>
    pieces.flatMap(({ state, text }) => (state === but ? [] : [text]))

  test('both texts are in the pieces, to the last space, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string()), fc.oneof(words, fc.string()), (before, after) => {
        const pieces = compareWords(before, after)
        expect(side(pieces, 'added').join('')).toBe(before)
        expect(side(pieces, 'removed').join('')).toBe(after)
      }),
    )
    fc.assert(
      fc.property(fc.array(words), fc.array(words), (before, after) => {
        const items = compareItems(before, after)
        expect(side(items, 'added')).toEqual(before)
        expect(side(items, 'removed')).toEqual(after)
      }),
    )
  })

  test.each([
    [
      'Réduire de 12,5 % d’ici 2028',
      'Réduire de 12,7 % d’ici 2028',
      ['Réduire de ', '−12,5', '+12,7', ' % d’ici 2028'],
    ],
    ['l’achat local', 'l’achat durable et local', ['l’achat ', '+durable et ', 'local']],
    ['un papier neuf, blanc', 'un carton gris, blanc', ['un ', '−papier neuf', '+carton gris', ', blanc']],
    ['90\u202f000 kg', '85\u202f000 kg', ['−90\u202f000', '+85\u202f000', ' kg']],
    ['d’eau', 'd’huile', ['d’', '−eau', '+huile']],
    ['éco-conçu', 'éco-socio-conçu', ['−éco-conçu', '+éco-socio-conçu']],
  ])('%s → %s', (before, after, expected) => {
    const sign = { same: '', removed: '−', added: '+' }
    expect(compareWords(before, after).map(({ state, text }) => sign[state] + text)).toEqual(expected)
  })
})
