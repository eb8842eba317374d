import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { firstRunCode } from './newcomers.ts'
import { as, code, organisationSite } from './organisations.test-support.ts'
import { PASSWORD, SECRET } from './sign-in/accounts.test-support.ts'

const db = await testDatabase()
const { browser, person, members, invitations, registry, sent, organisation, member, latestLink, trailOf } =
  organisationSite(db)

test('the first start: code, account, organisation; then nobody else', async () => {
  const visitor = browser()
  expect((await visitor.get('/premier-demarrage')).html).toContain('Code de premier démarrage')
  expect((await visitor.get('/connexion')).html).toContain('href="/premier-demarrage"')
  const fields = {
    code: 'faux',
    person: 'Camille Martin',
    email: 'Camille@Vallonne.test',
    password: PASSWORD,
    siret: '226 999 001 00010',
    name: 'Département de la Vallonne',
    kind: 'department',
    territory: 'Vallonne',
  }
  const wrong = await visitor.post('/premier-demarrage', fields)
  expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('Ce n’est pas le code')])
  const right = { ...fields, code: firstRunCode(SECRET).toUpperCase() }
  for (const [change, said] of [
    [{ siret: '22699900100011' }, 'Ce numéro n’est pas un SIRET'],
    [{ password: 'court' }, 'Le mot de passe doit compter'],
    [{ email: 'camille' }, 'adresse électronique complète'],
    [{ kind: 'empire' }, 'Choisissez une nature'],
  ] as const)
    expect((await visitor.post('/premier-demarrage', { ...right, ...change })).html).toContain(said)
  const both = await Promise.all([
    visitor.post('/premier-demarrage', right),
    browser().post('/premier-demarrage', { ...right, person: 'Camille Bis' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(both.find(({ status }) => status === 303)?.to).toBe('/organisations/226999001')
  expect((await browser().get('/premier-demarrage')).to).toBe('/connexion')
  expect((await browser().get('/connexion')).html).not.toContain('premier-demarrage')
  expect((await browser().post('/premier-demarrage', right)).html).toContain('a déjà une personne')
})

describe('an invitation', () => {
  test('to somebody new: an account, a role, a session; once', async () => {
    const here = await organisation('Métropole')
    const admin = await member(here, ['administrator'], 'admin@metropole.test')
    const signedIn = browser()
    await signedIn.signIn('admin@metropole.test')
    const answer = await signedIn.post(`/organisations/${here.siren}/invitations`, [
      ['email', ' Nouvelle@Metropole.test '],
      ['roles', 'buyer'],
      ['roles', 'pilot'],
    ])
    expect([answer.status, answer.to]).toEqual([303, `/organisations/${here.siren}/membres?fait=invitee`])
    const link = await latestLink()
    const newcomer = browser()
    const page = await newcomer.get(link)
    expect(page.html).toContain('Rejoindre <bdi>Métropole</bdi>')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect((await newcomer.post(link, { name: '', password: PASSWORD })).html).toContain('Donnez votre nom')
    const joined = await newcomer.post(link, { name: 'Nour Alami', password: PASSWORD })
    expect([joined.status, joined.to]).toEqual([303, `/organisations/${here.siren}`])
    expect((await newcomer.get(`/organisations/${here.siren}/membres`)).html).toContain('Nour Alami')
    expect((await browser().get(link)).html).toContain('ne peut plus servir')
    expect((await browser().post(link, { name: 'X', password: PASSWORD })).status).toBe(422)
    expect((await members.list(admin)).map(({ email, roles }) => [email, roles])).toEqual([
      ['admin@metropole.test', ['administrator']],
      ['nouvelle@metropole.test', ['buyer', 'pilot']],
    ])
    expect((await trailOf(here.id)).map(({ act, relation }) => `${act} ${relation}`)).toEqual([
      'null organisation',
      'null membership',
      'invite invitation',
      'send-invitation invitation',
      'accept-invitation invitation',
      'accept-invitation membership',
    ])
    await expect(
      db.transaction(trx => sql`select from audit where after::text like '%metropole.test%'`.execute(trx)),
    ).resolves.toMatchObject({ rows: [] })
  })

  test('to somebody who has an account: they sign in, come back and accept; another person cannot', async () => {
    const here = await organisation('Région')
    const admin = await member(here, ['administrator'], 'admin@region.test')
    await person('connue@region.test')
    await person('intruse@region.test')
    await invitations.invite(admin, { email: 'connue@region.test', ...as(['elected']) })
    const link = await latestLink()
    const intruder = browser()
    await intruder.signIn('intruse@region.test')
    expect((await intruder.post(link)).html).toContain('Cette invitation est pour connue@region.test')
    const guest = browser()
    expect((await guest.get(link)).html).toContain(encodeURIComponent(link))
    expect((await guest.signIn('connue@region.test', PASSWORD, { retour: link })).to).toBe(link)
    const [first, second] = await Promise.all([guest.post(link), guest.post(link)])
    expect([first.status, second.status].sort()).toEqual([303, 422])
    expect((await guest.get('/organisations')).to).toBe(`/organisations/${here.siren}`)
  })

  test('withdrawn, expired, or sent again: the former link is of no use', async () => {
    const here = await organisation('Commune')
    const admin = await member(here, ['administrator'], 'admin@commune.test')
    const first = await invitations.invite(admin, { email: 'a@commune.test', ...as(['buyer']) })
    await expect(invitations.invite(admin, { email: 'a@commune.test', ...as(['pilot']) })).rejects.toEqual(
      code('already-invited'),
    )
    await expect(invitations.invite(admin, { email: 'admin@commune.test', ...as(['pilot']) })).rejects.toEqual(
      code('already-member'),
    )
    const tokenOf = (link: string) => new URL(link, 'http://x').searchParams.get('jeton') ?? ''
    const former = tokenOf(await latestLink())
    await invitations.renew(admin, first)
    await expect(invitations.offer(former)).rejects.toEqual(code('invitation-unusable'))
    const renewed = tokenOf(await latestLink())
    expect((await invitations.offer(renewed)).email).toBe('a@commune.test')
    await invitations.withdraw(admin, first)
    await expect(invitations.offer(renewed)).rejects.toEqual(code('invitation-unusable'))
    expect(await latestLink()).toBe('')
    await invitations.invite(admin, { email: 'a@commune.test', ...as(['buyer']) })
    const late = tokenOf(await latestLink())
    await db.transaction(trx =>
      sql`update invitation set expires_at = now() - interval '1 second' where withdrawn_at is null and email = 'a@commune.test'`.execute(
        trx,
      ),
    )
    await expect(invitations.offer(late)).rejects.toEqual(code('invitation-unusable'))
    await invitations.invite(admin, { email: 'a@commune.test', ...as(['buyer']) })
    expect((await invitations.waiting(admin)).map(({ email }) => email)).toEqual(['a@commune.test'])
  })
})

describe('who may speak for a buyer', () => {
  const asked = {
    siret: '21330063500017',
    name: 'Ville',
    kind: 'municipality',
    territory: '',
    person: 'Sacha Roy',
    email: 'sacha@ville.test',
    message: 'Directrice des achats',
  } as const

  test('an organisation is asked for, then opened; its first member is invited to administer it', async () => {
    const boss = browser()
    await boss.signIn('camille@vallonne.test')
    const stranger = browser('192.0.2.77')
    expect((await stranger.post('/organisations/demande', asked)).to).toBe('/organisations/demande?fait=demande')
    expect((await stranger.post('/organisations/demande', asked)).html).toContain('a déjà été reçue')
    const page = await boss.get('/administration')
    const id = /demandes\/([0-9a-f-]{36})\/acceptation/.exec(page.html)?.[1]
    expect(page.html).toContain('Sacha Roy')
    expect((await boss.post(`/administration/demandes/${id}/acceptation`)).to).toBe('/administration?fait=ouverte')
    expect((await boss.post(`/administration/demandes/${id}/refus`, { reason: 'non' })).status).toBe(422)
    const newcomer = browser()
    expect((await newcomer.post(await latestLink(), { name: 'Sacha Roy', password: PASSWORD })).to).toBe(
      '/organisations/213300635',
    )
    expect((await newcomer.get('/organisations/213300635/reglages')).status).toBe(200)
    expect((await newcomer.get('/administration')).status).toBe(403)
    const again = await stranger.post('/organisations/demande', { ...asked, email: 'autre@ville.test' })
    expect(again.html).toContain('Une organisation est déjà ouverte pour le SIREN 213300635')
  })

  test('or refused, with its reason; who asked is then not kept', async () => {
    const boss = browser()
    await boss.signIn('camille@vallonne.test')
    await browser('192.0.2.78').post('/organisations/demande', {
      ...asked,
      siret: '21690123100011',
      email: 'faux@ville.test',
    })
    const id = /demandes\/([0-9a-f-]{36})\/refus/.exec((await boss.get('/administration')).html)?.[1]
    expect((await boss.post(`/administration/demandes/${id}/refus`, { reason: ' ' })).html).toContain('Dites pourquoi')
    await boss.post(`/administration/demandes/${id}/refus`, { reason: 'Vous n’en êtes pas' })
    expect(sent.refusals).toEqual([expect.objectContaining({ email: 'faux@ville.test', reason: 'Vous n’en êtes pas' })])
    await expect(
      db.transaction(trx =>
        sql`select from organisation_request where person_name <> '' and decided_at is not null`.execute(trx),
      ),
    ).resolves.toMatchObject({ rows: [] })
  })

  test('asked for too often from one place: later', async () => {
    const stranger = browser('192.0.2.79')
    for (let i = 0; i < 10; i++)
      await stranger.post('/organisations/demande', { ...asked, siret: '21690123100011', email: `n${i}@ville.test` })
    expect((await stranger.post('/organisations/demande', asked)).status).toBe(429)
  })

  test('it may be suspended, and its members know', async () => {
    const boss = await db.identity
      .selectFrom('person')
      .selectAll()
      .where('administrator', '=', true)
      .executeTakeFirstOrThrow()
    const here = await organisation('Suspendue')
    await member(here, ['administrator'], 'admin@suspendue.test')
    await registry.suspend(boss, here.siren, 'Mandat retiré')
    const open = browser()
    await open.signIn('admin@suspendue.test')
    await expect(registry.suspend(boss, '999999999', 'x')).rejects.toEqual(code('not-here'))
    expect((await registry.list(boss)).find(({ id }) => id === here.id)?.suspendedFor).toBe('Mandat retiré')
    await registry.suspend(boss, here.siren, null)
    expect((await registry.list(boss)).find(({ id }) => id === here.id)?.suspendedFor).toBeNull()
    expect((await trailOf(here.id)).slice(-2).map(({ act }) => act)).toEqual([
      'suspend-organisation',
      'restore-organisation',
    ])
  })
})
