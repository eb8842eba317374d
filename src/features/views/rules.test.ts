import { describe, expect, test } from 'vitest'
import { addressOf, queryOf, readAddress } from './rules.ts'
import type { KnownList } from './views.ts'

const LISTS: readonly KnownList[] = [
  { label: 'Actions', path: '/schemas/:code' },
  { label: 'Journal', path: '/journal' },
  { label: 'Marchés', path: '/marches', open: true },
]
const read = (sent: string) => {
  const address = readAddress(sent, LISTS, '229900998')
  return address && addressOf(address)
}

describe('an address leads to a list of the organisation', () => {
  test.each([
    [
      '/organisations/229900998/schemas/vallonne-2022?etat=late',
      '/organisations/229900998/schemas/vallonne-2022?etat=late',
    ],
    // As a browser shows it, whatever the name of the site.
    [
      'https://ailleurs.test/organisations/229900998/journal?du=2026-01-01',
      '/organisations/229900998/journal?du=2026-01-01',
    ],
    [' /organisations/229900998/journal ', '/organisations/229900998/journal'],
    ['//ailleurs.test/marches?acheteurs=22990099800015', '/marches?acheteurs=22990099800015'],
    ['/marches?sociale=none&acheteurs=229900998', '/marches?acheteurs=229900998&sociale=none'],
    ['/marches?acheteurs=229900998#taux', '/marches?acheteurs=229900998'],
  ])('%s', (sent, address) => expect(read(sent)).toBe(address))
})

describe('or is refused', () => {
  test.each([
    ['of another organisation', '/organisations/219900016/journal'],
    ['a public list of another buyer', '/marches?acheteurs=219900016'],
    ['a public list of everybody', '/marches?sociale=none'],
    ['a SIREN that goes on', '/marches?acheteurs=2299009'],
    ['no list', '/organisations/229900998/membres'],
    ['under a list', '/organisations/229900998/schemas/vallonne-2022/export'],
    ['a step back', '/organisations/229900998/schemas/../../219900016/journal'],
    ['a step that hides a slash', '/organisations/229900998/schemas/a%2Fb'],
    ['no address', 'javascript:alert(1)'],
    ['a broken one', 'http://['],
    ['nothing', ''],
    ['too many filters', `/organisations/229900998/journal?q=${'x'.repeat(2000)}`],
  ])('%s', (_, sent) => expect(read(sent)).toBeNull())
})

test('the same filters are the same words, without what is said for once', () => {
  expect(queryOf(new URLSearchParams('fait=ajoute&page=3&theme=&etat=late&direction=Achats'))).toBe(
    'direction=Achats&etat=late',
  )
  expect(queryOf(new URLSearchParams('direction=Achats&etat=late'))).toBe('direction=Achats&etat=late')
})
