import { expect, test } from 'vitest'
import type { Status } from '../scheme.ts'
import { actionsUnder, type Branch } from '../text/outline.ts'
import { type Asked, asked, filtered, type Known, type Tags } from './filter.ts'

const line = (said: Partial<Branch>) =>
  ({ pilots: [], under: [], pillar: null, buyer: null, left: null, support: false, ...said }) as unknown as Branch
const action = (key: string, said: Partial<Branch> = {}) => line({ kind: 'action', key, ...said })
const tags = (said: Partial<Tags>): Tags => ({ pillars: [], families: [], themes: [], ...said })
const indicator = (key: string, support = false) => line({ kind: 'indicator', key, support })

const says = (status: Status) => new Map([[status, 1]])
const KNOWN: Known = {
  outline: [
    line({
      kind: 'axis',
      key: 'a',
      pillar: 'social',
      under: [
        action('direct', { pilots: ['Achats', 'Bâtiments'], under: [indicator('i')] }),
        line({
          kind: 'objective',
          key: 'o',
          under: [
            action('propre', {
              buyer: '219900016',
              under: [indicator('s', true)],
            }),
            action('partie', { left: '2027-01-01' }),
          ],
        }),
      ],
    }),
    line({ kind: 'axis', key: 'b', under: [action('autre', { pilots: ['Achats'] })] }),
  ],
  tags: new Map([
    ['propre', tags({ pillars: ['environmental'], themes: ['Papier'] })],
    ['partie', tags({ families: ['Papeterie'], themes: ['Papier'] })],
  ]),
  statuses: new Map([
    ['direct', says('late')],
    ['partie', says('done')],
  ]),
  pilots: [{ action: 'autre', membership: 'm', name: 'Maëlle' }],
  buyers: new Map([
    ['229900998', 'Vallonne'],
    ['219900016', 'Aubrelieu'],
  ]),
}

test.each<[Asked, string[], string[]]>([
  [{}, ['direct', 'propre', 'partie', 'autre'], []],
  // An action that says no pillar has that of its axis.
  [{ pilier: 'social' }, ['direct', 'partie'], ['pilier social']],
  [{ pilier: 'environmental' }, ['propre'], ['pilier environnemental']],
  [{ etat: 'late' }, ['direct'], ['état « en retard »']],
  // What has left is nothing else any more.
  [{ etat: 'left' }, ['partie'], ['état « retirée »']],
  [{ etat: '-' }, ['propre', 'autre'], ['état « non dit »']],
  [{ direction: 'Achats' }, ['direct', 'autre'], ['« Achats »']],
  [{ direction: '-' }, ['propre', 'partie'], ['sans direction pilote']],
  [{ personne: 'm' }, ['autre'], ['Maëlle']],
  [{ personne: '-' }, ['direct', 'propre', 'partie'], ['confiées à personne']],
  [{ theme: 'Papier' }, ['propre', 'partie'], ['« Papier »']],
  [{ famille: 'Papeterie' }, ['partie'], ['« Papeterie »']],
  // Data that only support others are no indicator.
  [{ indicateurs: 'sans' }, ['propre', 'partie', 'autre'], ['sans indicateur']],
  [{ propre: '219900016' }, ['propre'], ['propres à Aubrelieu']],
  [{ propre: '-', direction: 'Achats' }, ['direct', 'autre'], ['« Achats »', 'communes à tous les acheteurs']],
  [{ theme: 'Papier', etat: 'late' }, [], ['état « en retard »', '« Papier »']],
  // What no action says is not asked.
  [{ theme: 'Inconnu' }, ['direct', 'propre', 'partie', 'autre'], []],
])('%j', (wanted, keys, words) => {
  const found = filtered(KNOWN, wanted)
  expect(actionsUnder(found.outline).map(({ key }) => key)).toEqual(keys)
  expect([found.shown, found.of]).toEqual([keys.length, 4])
  expect(found.words.map(said => said.replaceAll('\u00a0', ' '))).toEqual(words)
})

test('what holds none of the actions is left out, and choices say of how many they are', () => {
  const found = filtered(KNOWN, { theme: 'Papier' })
  expect(found.outline.map(({ key, under }) => [key, under.map(one => one.key)])).toEqual([['a', ['o']]])
  expect(found.choices.get('direction')?.map(({ value, n }) => [value, n])).toEqual([
    ['-', 2],
    ['Achats', 2],
    ['Bâtiments', 1],
  ])
  expect(filtered({ ...KNOWN, buyers: new Map() }, {}).choices.get('propre')).toEqual([])
})

test('what an address says twice or at length is not asked', () => {
  expect(asked.parse({ pilier: 'x'.repeat(501), theme: ['a', 'b'], etat: '', autre: '1' })).toEqual({})
})
