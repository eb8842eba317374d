import { z } from 'zod'
import { parisDay, Refusal } from '#kernel'
import { defineJob, type Handler, handler, type Jobs } from '#platform/jobs'
import type { Mailer, Message } from '#platform/mail'
import { day, fr, typo } from '#ui'
import type { Invitations, Letters } from './invitations.ts'
import { email } from './organisations.ts'
import type { Accounts } from './sign-in/accounts.ts'

/** An invitation to send: its link is made when it leaves, and only its hash is kept. */
const invitationJob = defineJob({
  name: 'invitation',
  data: z.object({ organisation: z.uuid(), invitation: z.uuid() }),
})

/** Another link for who has not answered, two days before the invitation expires; nothing when it was answered, withdrawn or sent again meanwhile. */
const reminderJob = defineJob({
  name: 'invitation-reminder',
  data: z.object({ organisation: z.uuid(), invitation: z.uuid(), expiresAt: z.iso.datetime() }),
})
const BEFORE_ITS_END = 2 * 24 * 3600 * 1000

/** A link to sign in, or to choose a password, to send to an address if it has an account: who asks learns nothing of that, even by the time it takes. */
const linkJob = defineJob({ name: 'account-link', data: z.object({ email, to: z.enum(['session', 'password']) }) })

/** What a link that is asked for leads to. */
export type LinkTo = z.infer<typeof linkJob.data>['to']

/** The kinds of jobs that organisations add. */
export const LETTER_JOBS = [invitationJob, reminderJob, linkJob]

/** Letters that leave by mail. */
export const lettersBy = (jobs: Jobs, mail: Mailer): Letters => ({
  async invitation(trx, { expiresAt, ...ids }) {
    await jobs.add(trx, invitationJob, ids)
    const ends = expiresAt.toISOString()
    const after = new Date(expiresAt.getTime() - BEFORE_ITS_END)
    await jobs.add(trx, reminderJob, { ...ids, expiresAt: ends }, { key: `${ids.invitation} ${ends}`, after })
  },
  accountLink: (trx, wanted) => jobs.add(trx, linkJob, wanted),
  refusal: (trx, { email, name, reason }) =>
    mail.send(trx, {
      to: email,
      subject: 'Votre demande d’ouverture d’une organisation',
      paragraphs: [
        'Bonjour,',
        fr`Vous avez demandé l’ouverture de l’organisation « ${name} ». La personne qui gère le site ne l’a pas acceptée :`,
        reason,
        'Si vous pensez que c’est une erreur, faites une nouvelle demande avec ce qui permet de vérifier que vous parlez en son nom.',
      ],
    }),
})

/** What sends them. */
export const letterHandlers = (accounts: Accounts, invitations: Invitations, mail: Mailer): Handler[] => [
  handler(invitationJob, async ({ id, data }) => {
    const invitation = await invitations.linkOf(data.organisation, data.invitation)
    if (invitation === null) return
    const { email, name, link } = invitation
    await mail.deliver(id, {
      to: email,
      subject: fr`Invitation : ${name}`,
      paragraphs: [
        'Bonjour,',
        fr`Vous êtes invité·e à rejoindre « ${name} » sur Mieuxdisant, l’outil avec lequel cette organisation conduit et publie ses achats responsables.`,
        'Ce lien vaut quatorze jours, et une seule fois. Si vous n’attendiez pas cette invitation, ne faites rien : elle s’éteindra d’elle-même.',
      ],
      link: { label: 'Répondre à l’invitation', href: link },
    })
  }),
  handler(reminderJob, async ({ id, data }) => {
    const expiresAt = new Date(data.expiresAt)
    const invitation = await invitations.linkOf(data.organisation, data.invitation, expiresAt)
    if (invitation === null) return
    const { email, name, link } = invitation
    await mail.deliver(id, {
      to: email,
      subject: fr`Rappel : invitation de ${name}`,
      paragraphs: [
        'Bonjour,',
        fr`Vous êtes invité·e à rejoindre « ${name} » sur Mieuxdisant, et n’avez pas encore répondu. L’invitation s’éteindra le ${day(parisDay(expiresAt))}.`,
        'Ce lien remplace celui du premier message. Si vous ne souhaitez pas répondre, ne faites rien : il n’y aura pas d’autre rappel.',
      ],
      link: { label: 'Répondre à l’invitation', href: link },
    })
  }),
  handler(linkJob, async ({ id, data: { email, to } }) => {
    const message = await accountLetter(accounts, email, to).catch(ofUnknown)
    if (message !== null) await mail.deliver(id, message)
  }),
]

/** Nobody has that address: nothing is sent. */
function ofUnknown(error: unknown): null {
  if (error instanceof Refusal && error.code === 'person-unknown') return null
  throw error
}

const IGNORE = 'Si vous n’avez rien demandé, ne faites rien : personne n’entre sans ce lien.'

async function accountLetter(accounts: Accounts, email: string, to: LinkTo): Promise<Message> {
  if (to === 'password') {
    return {
      to: email,
      subject: 'Choisir un autre mot de passe',
      paragraphs: ['Bonjour,', typo(`Ce lien vaut 24 heures, et une seule fois. ${IGNORE}`)],
      link: { label: 'Choisir un mot de passe', href: await accounts.reset(email) },
    }
  }
  const href = await accounts.sessionLink(email)
  return href === null
    ? {
        to: email,
        subject: 'Vous connecter',
        paragraphs: [
          'Bonjour,',
          typo(
            'Un lien de connexion a été demandé. Votre compte a un second facteur : connectez-vous avec votre mot de passe, puis votre code.',
          ),
        ],
      }
    : {
        to: email,
        subject: 'Vous connecter',
        paragraphs: ['Bonjour,', typo(`Ce lien vaut un quart d’heure, et une seule fois. ${IGNORE}`)],
        link: { label: 'Se connecter', href },
      }
}
