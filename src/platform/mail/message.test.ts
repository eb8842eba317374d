import { expect, test } from 'vitest'
import { htmlOf, type Message, messageSchema, textOf } from './message.ts'

const message: Message = {
  to: 'camille.roy@exemple.fr',
  subject: 'Votre accès',
  paragraphs: ['Bonjour,', 'Le lot <b>« 1 & 2 »</b> attend.'],
  link: { label: 'Choisir un mot de passe', href: 'https://achats.exemple.fr/mot-de-passe?jeton=a&b=1' },
}

test('as text: paragraphs, link, last words', () => {
  expect(textOf(message)).toBe(
    'Bonjour,\n\nLe lot <b>« 1 & 2 »</b> attend.\n\nChoisir un mot de passe\u00a0:\nhttps://achats.exemple.fr/mot-de-passe?jeton=a&b=1\n\n' +
      '-- \nCe message a été envoyé automatiquement par Mieuxdisant\u00a0: il est inutile d’y répondre.\n',
  )
  expect(textOf({ ...message, link: undefined, replyTo: 'a@exemple.fr' })).toMatch(
    /attend\.\n\n-- \nCe message a été envoyé par Mieuxdisant\u202f; votre réponse/,
  )
})

test('as a page: escaped, and nothing that loads or runs', () => {
  const page = htmlOf(message)
  expect(page).toContain('<p>Bonjour,</p>\n<p>Le lot &lt;b&gt;« 1 &amp; 2 »&lt;/b&gt; attend.</p>')
  expect(page).toContain('<a href="https://achats.exemple.fr/mot-de-passe?jeton=a&amp;b=1">Choisir un mot de passe</a>')
  expect(htmlOf({ ...message, paragraphs: ['Un\n<i>deux'] })).toContain('<p>Un<br>\n&lt;i&gt;deux</p>')
  expect(page).not.toMatch(/<(img|script|style|link)|src=|undefined|,<p>/)
  expect(htmlOf({ ...message, link: undefined })).not.toMatch(/<a |undefined/)
})

test.each(['http://localhost:3000/x', 'http://[::1]:3000/x', 'https://achats.exemple.fr/é?a=b#c'])(
  '%s is a link',
  href => {
    expect(messageSchema.safeParse({ ...message, link: { label: 'Ouvrir', href } }).success).toBe(true)
  },
)

test.each<[string, Partial<Message>]>([
  ['a second recipient', { to: 'a@exemple.fr, b@exemple.fr' }],
  ['a header after the address', { to: 'a@exemple.fr\r\nBcc: b@exemple.fr' }],
  ['a name before the address', { to: 'Vous <a@exemple.fr>' }],
  ['a header after the subject', { subject: 'Bonjour\r\nBcc: b@exemple.fr' }],
  ['a line separator', { subject: 'Bonjour\u2028Bcc: b@exemple.fr' }],
  ['a text turned around', { subject: 'Facture \u202efdp.exe' }],
  ['a header after the reply address', { replyTo: 'a@exemple.fr\nBcc: b@exemple.fr' }],
  ['a link that runs', { link: { label: 'Ouvrir', href: 'javascript:alert(1)' } }],
  ['nothing to say', { paragraphs: [] }],
  ['a header in the name of a file', { attachment: { name: 'a.ics\r\nBcc: b', type: 'text/calendar', text: 'x' } }],
  ['a header in the type of a file', { attachment: { name: 'a.ics', type: 'text/calendar\r\nBcc: b', text: 'x' } }],
  ['a file that runs', { attachment: { name: 'a.html', type: 'application/xhtml+xml', text: 'x' } }],
  ['a heavy file', { attachment: { name: 'a.ics', type: 'text/calendar', text: 'x'.repeat(100_001) } }],
])('%s is no message', (_, wrong) => {
  expect(messageSchema.safeParse({ ...message, ...wrong }).success).toBe(false)
})
