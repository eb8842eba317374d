import { expect, test } from 'vitest'
import { isClose, matched } from './matching.ts'

const part = (written: string) => {
  const [key = '', code = '', title = ''] = written.split('|')
  return { key, code, title }
}
const told = (before: string[], after: string[], chosen = {}) => {
  const { pairs, gone, come } = matched(before.map(part), after.map(part), chosen)
  return [
    pairs.map(one => `${one.before.key}=${one.after.key} ${one.way}`),
    gone.map(({ key }) => key),
    come.map(({ key }) => key),
  ]
}

test.each<[string, string[], string[], object, unknown]>([
  ['the same key, whatever its code and words', ['a|1|Papier'], ['a|9|Repas'], {}, [['a=a key'], [], []]],
  ['the same code and a close title', ['a|1-1|Acheter du papier recyclé'], ['b|1-1|Acheter un papier recyclé et durable'], {}, [['a=b code'], [], []]], // biome-ignore format: a case a line
  ['the same code and another title', ['a|1-1|Acheter du papier'], ['b|1-1|Servir des repas'], {}, [[], ['a'], ['b']]],
  ['the same title under another code', ['a|1-1|Servir des repas'], ['b|2-4|servir des  REPAS'], {}, [['a=b title'], [], []]], // biome-ignore format: a case a line
  ['a code that two have', ['a|1|Repas bio'], ['b|1|Repas bio locaux', 'c|1|Repas bio'], {}, [['a=c title'], [], ['b']]], // biome-ignore format: a case a line
  ['a title that two have', ['a|1|Repas', 'b|2|Repas'], ['c|3|Repas'], {}, [[], ['a', 'b'], ['c']]],
  ['a key before a code', ['a|1|Repas', 'b|2|Papier'], ['b|1|Repas', 'c|2|Papier'], {}, [['b=b key'], ['a'], ['c']]],
  ['what is said by hand before all', ['a|1|Repas'], ['a|1|Repas', 'b|2|Cantines'], { a: 'b' }, [['a=b chosen'], [], ['a']]], // biome-ignore format: a case a line
  ['what is said to have no sequel', ['a|1|Repas'], ['a|1|Repas'], { a: null }, [[], ['a'], ['a']]],
  ['what was said of a part that is no more', ['a|1|Repas'], ['a|1|Repas'], { a: 'z' }, [['a=a key'], [], []]],
  ['two said to be one', ['a||Un', 'b||Deux'], ['c||Trois'], { a: 'c', b: 'c' }, [[], ['a', 'b'], ['c']]],
  ['no code at all', ['a||Un'], ['b||Deux'], {}, [[], ['a'], ['b']]],
])('%s', (_, before, after, chosen, expected) => {
  expect(told(before, after, chosen)).toEqual(expected)
})

test.each([
  ['Imprimer moins, et sur du papier recyclé', 'Imprimer moins et mieux', true],
  ['Réduire la consommation de papier', 'Réduire les déchets', false],
  ['Le bio', 'le BIO', true],
  ['Le bio', 'Le bus', false],
])('« %s » and « %s »: %s', (one, other, close) => {
  expect([isClose(one, other), isClose(other, one)]).toEqual([close, close])
})
