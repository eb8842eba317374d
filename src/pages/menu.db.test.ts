import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role, Visitor } from '#features/organisations'
import { organisationOf, type Someone } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { memberSite } from './members.test-support.ts'
import { menuOf } from './menu.ts'

const db = await testDatabase()
const { get, menuOf: shown, close } = memberSite(db)
afterAll(close)

const COMMON = [
  'Tableau de bord',
  'Schéma et actions',
  'Instances',
  'Décisions',
  'Marchés',
  'Taux',
  'Corrections',
  'Calendrier',
  'Enquêtes',
  'Publications',
]
const PILOTING = COMMON.toSpliced(4, 0, 'Attendu de moi')
const MENUS: [Role, string[]][] = [
  ['administrator', [...PILOTING, 'Comptes et rôles', 'Imports', 'Réglages', 'Activité', 'Journal']],
  ['scheme-lead', [...PILOTING, 'Membres', 'Activité']],
  ['pilot', [...PILOTING, 'Membres', 'Activité']],
  ['buyer', [...COMMON, 'Membres', 'Activité']],
  ['animator', [...COMMON, 'Membres', 'Activité']],
  ['adviser', [...COMMON, 'Membres', 'Activité']],
  [
    'facilitator',
    [
      'À faire',
      'Schéma et actions',
      'Instances',
      'Décisions',
      'Marchés clausés',
      'Calendrier',
      'Enquêtes',
      'Publications',
      'Membres',
      'Activité',
    ],
  ],
  [
    'elected',
    [
      'L’essentiel',
      'Schéma et actions',
      'Instances',
      'Décisions',
      'Taux',
      'Calendrier',
      'Enquêtes',
      'Publications',
      'Membres',
      'Activité',
    ],
  ],
  ['supplier', ['À faire', 'Marchés', 'Publications', 'Membres', 'Activité']],
]
const ROLES = MENUS.map(([role]) => role)
let people: Record<Role, Someone>
beforeAll(async () => {
  people = await organisationOf(db, '22990099800019', 'Vallonne', ...ROLES)
})

describe.each(MENUS)('%s', (role, labels) => {
  test('finds the pages of their trade, each of which is there', async () => {
    const { visitor, membership } = people[role]
    const menu = await shown(`/organisations/${membership.organisation.siren}`, visitor)
    expect(Object.keys(menu)).toEqual(labels)
    expect((await get(Object.values(menu)[0] ?? '', visitor)).text).toContain(`<h1>${labels[0]}</h1>`)
    for (const href of Object.values(menu))
      expect({ href, status: (await get(href, visitor)).status }).toEqual({ href, status: 200 })
  })
})

test('who has several roles finds each page once, in at most four groups of five', () => {
  for (const roles of [ROLES, ...ROLES.flatMap(one => ROLES.map(other => [one, other]))]) {
    const menu = menuOf(roles, '229900998')
    const hrefs = menu.flatMap(({ links }) => links.map(({ href }) => href))
    expect(new Set(hrefs).size).toBe(hrefs.length)
    expect(menu.length).toBeLessThanOrEqual(4)
    for (const { links } of menu) expect(links.length).toBeLessThanOrEqual(5)
  }
  expect(menuOf(['buyer', 'facilitator'], '1').flatMap(({ links }) => links.map(({ label }) => label))).toEqual([
    'Tableau de bord',
    'Schéma et actions',
    'Instances',
    'Décisions',
    'Marchés clausés',
    'Marchés',
    'Taux',
    'Corrections',
    'Calendrier',
    'Enquêtes',
    'Publications',
    'Membres',
    'Activité',
  ])
})

test('who administers the instance finds its pages', async () => {
  const visitor: Visitor = { ...people.buyer.visitor, id: crypto.randomUUID(), administrator: true }
  const menu = await shown('/administration', visitor)
  expect(Object.keys(menu)).toEqual(['Organisations', 'Journal'])
  for (const href of Object.values(menu)) expect((await get(href, visitor)).status).toBe(200)
})
