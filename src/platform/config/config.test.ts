import { expect, test } from 'vitest'
import { missingFrom, readConfig } from './index.ts'

test('without settings: the machine alone, its embedded database, and no public address but its own', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: null,
    proxies: 0,
    dataDir: './data',
    databaseUrl: null,
    secret: null,
    mailUrl: null,
    mailFrom: 'Mieuxdisant <mieuxdisant@exemple.invalid>',
    oidc: null,
    legal: { publisher: null, host: null, contact: null, dataContact: null },
    logLevel: 'info',
  })
})

test.each([
  ['https://achats.exemple.fr', 'https://achats.exemple.fr'],
  ['https://Achats.exemple.fr/', 'https://achats.exemple.fr'],
  ['http://10.0.0.4:8080', 'http://10.0.0.4:8080'],
  ['https://achats.exemple.fr:443/', 'https://achats.exemple.fr'],
  ['', null],
])('PUBLIC_URL=%s is read %s', (PUBLIC_URL, expected) => {
  expect(readConfig({ PUBLIC_URL }).publicUrl).toBe(expected)
})

test.each([
  'achats.exemple.fr',
  'ftp://achats.exemple.fr',
  'https://achats.exemple.fr/mieuxdisant',
  'https://achats.exemple.fr/?a=1',
  'https://achats.exemple.fr/#a',
  'https://nom:secret@achats.exemple.fr',
  'https://',
])('PUBLIC_URL=%s stops the start with a line that names it', PUBLIC_URL => {
  expect(() => readConfig({ PUBLIC_URL })).toThrow(/^La variable PUBLIC_URL vaut « .* » : il faut une adresse complète/)
})

test('an explicit data folder wins over the address of a database', () => {
  const env = { DATABASE_URL: 'postgres://u@h/x', DATA_DIR: '/srv/a' }
  expect(readConfig(env)).toMatchObject({ databaseUrl: 'postgres://u@h/x', dataDir: '/srv/a' })
  expect(readConfig(env, '/srv/b')).toMatchObject({ databaseUrl: null, dataDir: '/srv/b' })
})

const SMTP = 'smtp://achats:s%40cret@smtp.exemple.fr:587'

test.each(['Mieuxdisant <achats@exemple.fr>', 'achats@exemple.fr', 'Département de la Vallonne <achats@exemple.fr>'])(
  'mails are sent by %s',
  MAIL_FROM => {
    expect(readConfig({ MAIL_URL: SMTP, MAIL_FROM })).toMatchObject({ mailUrl: SMTP, mailFrom: MAIL_FROM })
  },
)

test('a mail server without a sender is refused', () => {
  expect(() => readConfig({ MAIL_URL: SMTP })).toThrow(/^MAIL_URL est donnée sans MAIL_FROM : .* puis relancez\.$/)
})

test.each([
  'Mieuxdisant <achats@exemple.fr>, autre@exemple.fr',
  'Mieuxdisant <achats@exemple.fr>\nBcc: autre@exemple.fr',
  'achats@exemple.fr,autre@exemple.fr',
  'Mieuxdisant',
  '<>',
])('MAIL_FROM=%j is refused', MAIL_FROM => {
  expect(() => readConfig({ MAIL_FROM })).toThrow(/^La variable MAIL_FROM vaut /)
})

test.each([
  'https://achats:s@cret@exemple.fr',
  'smtp://achats:s@cret@smtp.exemple.fr/?tls.rejectUnauthorized=false',
  'smtp://achats:s/cret@',
  'smtp:achats:secret@exemple.fr',
])('MAIL_URL=%s is refused, and its password is not shown', MAIL_URL => {
  const refusal = (() => {
    try {
      return readConfig({ MAIL_URL, MAIL_FROM: 'achats@exemple.fr' })
    } catch (error) {
      return (error as Error).message
    }
  })()
  expect(refusal).toMatch(/^La variable MAIL_URL vaut « .* » : il faut une adresse SMTP/)
  expect(String(refusal).split(' : ')[0]).not.toMatch(/cret/)
})

const OIDC = { OIDC_ISSUER: 'https://id.exemple.fr/api/v2', OIDC_CLIENT_ID: 'abc', OIDC_CLIENT_SECRET: 'chut' }

test('a provider takes three variables; its issuer is kept to the letter', () => {
  expect(readConfig(OIDC).oidc).toEqual({
    issuer: 'https://id.exemple.fr/api/v2',
    clientId: 'abc',
    clientSecret: 'chut',
    name: 'ProConnect',
    scopes: ['openid', 'email'],
    trustsEmails: false,
  })
  expect(readConfig({ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:4000', OIDC_TRUST_EMAIL: 'yes' }).oidc).toMatchObject({
    issuer: 'http://127.0.0.1:4000',
    trustsEmails: true,
  })
  for (const name of Object.keys(OIDC))
    expect(() => readConfig({ ...OIDC, [name]: '' })).toThrow(new RegExp(`^La variable ${name} manque`))
})

test.each([
  ['OIDC_ISSUER', 'http://id.exemple.fr'],
  ['OIDC_ISSUER', 'id.exemple.fr'],
  ['OIDC_ISSUER', 'https://id.exemple.fr/?a=1'],
  ['OIDC_SCOPES', 'email'],
  ['OIDC_TRUST_EMAIL', 'true'],
])('%s=%s stops the start with a line that names it', (name, value) => {
  expect(() => readConfig({ ...OIDC, [name]: value })).toThrow(new RegExp(`^La variable ${name} vaut « .* » : il faut`))
})

test('what the legal pages tell is a line each', () => {
  const { legal } = readConfig({
    LEGAL_PUBLISHER: ' Département de la Vallonne ',
    LEGAL_DATA_CONTACT: 'dpo@exemple.fr',
  })
  expect(legal).toEqual({
    publisher: 'Département de la Vallonne',
    host: null,
    contact: null,
    dataContact: 'dpo@exemple.fr',
  })
  expect(missingFrom(legal)).toEqual(['LEGAL_HOST', 'LEGAL_CONTACT'])
  for (const wrong of ['a\nb', ' ', 'x'.repeat(501)])
    expect(() => readConfig({ LEGAL_HOST: wrong })).toThrow(/^La variable LEGAL_HOST vaut/)
})
