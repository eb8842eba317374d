import { z } from 'zod'
import { defineJob, type Handler, handler, type Jobs } from '#platform/jobs'
import type { Mailer } from '#platform/mail'
import { fr } from '#ui'
import type { Invitations, Letters } from './invitations.ts'

/** An invitation to send: its link is made when it leaves, and only its hash is kept. */
const invitationJob = defineJob({
  name: 'invitation',
  data: z.object({ organisation: z.uuid(), invitation: z.uuid() }),
})

/** The kinds of jobs that organisations add. */
export const LETTER_JOBS = [invitationJob]

/** Letters that leave by mail. */
export const lettersBy = (jobs: Jobs, mail: Mailer): Letters => ({
  invitation: (trx, ids) => jobs.add(trx, invitationJob, ids),
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
export const letterHandlers = (invitations: Invitations, mail: Mailer): Handler[] => [
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
]
