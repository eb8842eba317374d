import { expect, test } from 'vitest'
import { read, SMALL } from '../scheme.test-support.ts'
import { compare } from './compare.ts'
import { sidesOf, tellCover, tellPart, tellPlace } from './telling.ts'

const BEFORE = read(SMALL)

test('each change is told in words', () => {
  const after = read({
    ...SMALL,
    title: 'Schéma d’essai, modifié',
    actions: [
      { ...SMALL.actions[1], key: 'clauses', parent: 'ressources', code: '1-1.2' },
      {
        ...SMALL.actions[0],
        aim: 'Moins de papier, et bien plus de recyclé.',
        pilots: ['Direction des Achats', 'Direction du Numérique'],
        calendar: [{ key: 'e1', title: 'Dématérialiser la facturation', to: '2027-06-30' }],
      },
      { key: 'velos', parent: 'social', title: 'Louer des vélos' },
    ],
    indicators: [
      { ...SMALL.indicators[0], targets: [{ period: '2028', value: '85000.5' }] },
      { ...SMALL.indicators[1], targets: [{ period: '2026', value: '35' }], baseline: null },
    ],
  })
  const found = compare(BEFORE, after)
  const sides = sidesOf(BEFORE, after)
  const told = found.parts.map(one => ({
    key: one.key,
    place: tellPlace(one, sides),
    renumbered: one.renumbered,
    fields: tellPart(one, sides).map(field =>
      'pieces' in field
        ? {
            label: field.label,
            pieces: field.pieces
              .filter(({ state }) => state !== 'same')
              .map(({ state, text }) => `${state === 'added' ? '+' : '−'} ${text}`),
          }
        : field,
    ),
  }))
  const nothing = { place: '', renumbered: false }
  expect(tellCover(found.cover, sides)).toEqual([
    {
      label: 'Titre',
      as: 'text',
      pieces: [
        { state: 'same', text: 'Schéma d’essai' },
        { state: 'added', text: ', modifié' },
      ],
    },
  ])
  expect(told).toEqual([
    {
      key: 'clauses',
      place: 'De «\u00a02\u00a0Socialement responsable\u00a0» vers «\u00a01-1\u00a0Préserver les ressources\u00a0».',
      renumbered: true,
      fields: [],
    },
    {
      ...nothing,
      key: 'part-sociale',
      fields: expect.arrayContaining([
        { label: 'Minimum légal', pieces: ['− 30\u202f% (Plan national pour des achats durables)'] },
      ]),
    },
    {
      ...nothing,
      key: 'papier',
      fields: [
        { label: 'But', pieces: ['+ bien '] },
        { label: 'Directions pilotes', pieces: ['+ Direction du Numérique'] },
        {
          label: 'Calendrier',
          pieces: [
            '− Dématérialiser la facturation (du 1er\u00a0janvier 2026 au 31\u00a0décembre 2026)',
            '+ Dématérialiser la facturation (avant le 30\u00a0juin 2027)',
          ],
        },
      ],
    },
    {
      ...nothing,
      key: 'tonnage',
      fields: [
        { label: 'Cibles', pieces: ['− 2028\u00a0: 90\u202f000\u00a0kg', '+ 2028\u00a0: 85\u202f000,5\u00a0kg'] },
      ],
    },
    {
      ...nothing,
      key: 'part-recycle',
      fields: [
        { label: 'T0', as: 'value', before: 'Sans T0\u00a0: Aucune mesure avant 2026.', after: 'T0 non renseigné' },
        {
          label: 'Cibles',
          pieces: ['− Sans cible chiffrée\u00a0: À fixer après la première année.', '+ 2026\u00a0: 35\u202f%'],
        },
      ],
    },
    {
      ...nothing,
      key: 'velos',
      fields: [],
    },
  ])
})
