import { html } from 'hono/html'
import { z } from 'zod'

/** No line break, no sign that turns the text around: what is shown is what is sent. */
const SINGLE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u
const line = (max: number) => z.string().trim().min(1).max(max).regex(SINGLE_LINE)
const address = z.email().max(254)

/** A message to one person: French, already in its typography, text only. Nothing of it can become a header, a tag or a second recipient. */
export const messageSchema = z.object({
  to: address,
  subject: line(300),
  paragraphs: z.array(z.string().trim().min(1).max(5000)).min(1).max(40),
  /** What the message leads to: `label` says what it does. */
  link: z.object({ label: line(80), href: z.url({ protocol: /^https?$/ }).max(2000) }).optional(),
  /** A small text that goes with it, such as an appointment for a calendar. */
  attachment: z
    .object({
      name: z.string().regex(/^[\w-]{1,60}\.[a-z]{1,8}$/),
      type: z.string().regex(/^text\/[a-z]+(?:; [a-z]+=[\w-]+)*$/),
      text: z.string().min(1).max(100_000),
    })
    .optional(),
  /** Who answers, when somebody does. */
  replyTo: address.optional(),
})

export type Message = z.infer<typeof messageSchema>

const LAST = {
  answered: 'Ce message a été envoyé par Mieuxdisant\u202f; votre réponse ira à la personne qui vous écrit.',
  automatic: 'Ce message a été envoyé automatiquement par Mieuxdisant\u00a0: il est inutile d’y répondre.',
}

/** The last words of a message. */
const lastWords = ({ replyTo }: Message) => (replyTo ? LAST.answered : LAST.automatic)

/** The message as plain text, which any reader shows. */
export function textOf(message: Message): string {
  const { paragraphs, link } = message
  return [...paragraphs, ...(link ? [`${link.label}\u00a0:\n${link.href}`] : []), `-- \n${lastWords(message)}`]
    .join('\n\n')
    .concat('\n')
}

const linesOf = (paragraph: string) =>
  paragraph.split('\n').map((line, rank) => (rank === 0 ? line : html`<br>\n${line}`))

/** The same as a small page: no image, no style, nothing that tells when it is read. */
export function htmlOf(message: Message): string {
  const { subject, paragraphs, link } = message
  return html`<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
${paragraphs.map(paragraph => html`<p>${linesOf(paragraph)}</p>\n`)}${
  link &&
  html`<p><a href="${link.href}">${link.label}</a></p>
<p>Si ce lien ne s’ouvre pas, copiez cette adresse dans votre navigateur${'\u00a0'}: ${link.href}</p>
`
}<p><small>${lastWords(message)}</small></p>
</body>
</html>
`.toString()
}
