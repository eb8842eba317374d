import { join } from 'node:path'
import type { Transporter } from 'nodemailer'
import { z } from 'zod'
import type { Database, Writer } from '#platform/db'
import { defineJob, fieldsOf, GiveUp, type Handler, handler, type Jobs } from '#platform/jobs'
import { withinLimit } from './limit.ts'
import { htmlOf, type Message, messageSchema, textOf } from './message.ts'
import { Outbox } from './outbox.ts'
import { serverOf } from './server.ts'

/** How mails leave. */
export interface Mailing {
  /** The SMTP server, `smtp://` or `smtps://`, with its credentials; null writes mails into `dataDir/outbox` instead. */
  mailUrl: string | null
  /** Who sends, as `Name <address>` or an address. */
  mailFrom: string
  dataDir: string
  /** How many mails one person may be sent within an hour; 20 without it. */
  perHour?: number
}

/** A mail that is written and waits to be sent: a server that is mended on Monday morning still gets Friday’s. */
export const mailJob = defineJob({ name: 'mail', data: messageSchema, retry: { times: 24, longest: 4 * 3600 } })

/** Mails that were written to disk are for trials: they are forgotten after thirty days. */
export const outboxJob = defineJob({ name: 'outbox-pruning', data: z.object({}), every: '15 4 * * *' })
const KEPT = 30 * 24 * 3600 * 1000

/** Mails: what features send, and how it leaves. */
export class Mailer {
  /** Where mails are written when no server sends them. */
  readonly outbox: Outbox | null
  /** Does the jobs of {@link Mailer.send}. */
  readonly handler: Handler = handler(mailJob, ({ id, data }) => this.deliver(id, data))
  /** Forgets old mails of the folder, even where a server has sent the others since. */
  readonly pruning: Handler = handler(outboxJob, async () => this.folder.prune(new Date(Date.now() - KEPT)))
  private readonly folder: Outbox
  private readonly db: Database
  private readonly jobs: Jobs
  private readonly mailing: Mailing
  private opened: Promise<Transporter> | undefined

  constructor(db: Database, jobs: Jobs, mailing: Mailing) {
    this.db = db
    this.jobs = jobs
    this.mailing = mailing
    this.folder = new Outbox(join(mailing.dataDir, 'outbox'))
    this.outbox = mailing.mailUrl === null ? this.folder : null
  }

  /**
   * Sends a message once the caller's transaction is committed, and not if it is rolled back. The message waits in the database, address
   * included, until a day after it was sent: what holds a secret is written when it is sent, by a job of its own that calls {@link deliver}.
   * @param key a second message of the same key within that time is not sent
   * @throws ZodError when the message is not one: an address with a second recipient in it, a subject of two lines
   */
  async send(trx: Writer, message: Message, key?: string): Promise<void> {
    await this.jobs.add(trx, mailJob, message, key === undefined ? {} : { key })
  }

  /**
   * Sends a message now, from the handler of a job. A process killed between the sending and the end of its job sends it again, under the
   * same `Message-ID`; a message on disk takes the place of the former.
   * @param id of the job
   * @throws GiveUp when it is no message, or the server refuses it for good; Refusal `mail-limit`, and anything else that may pass
   */
  async deliver(id: string, message: Message): Promise<void> {
    const parsed = messageSchema.safeParse(message)
    if (!parsed.success) throw new GiveUp(`not a message: ${fieldsOf(parsed.error)}`)
    const { to, subject, replyTo, ...rest } = parsed.data
    const { attachment } = rest
    const { mailFrom: from, perHour = 20 } = this.mailing
    const transporter = await this.transporter()
    const domain = /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'localhost'
    await withinLimit(this.db, to, perHour, async () => {
      const sent: { message?: unknown } = await transporter
        .sendMail({
          from,
          to: { name: '', address: to },
          ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
          subject,
          text: textOf(message),
          html: htmlOf(message),
          ...(attachment
            ? { attachments: [{ filename: attachment.name, contentType: attachment.type, content: attachment.text }] }
            : {}),
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        .catch(refusedForGood)
      if (Buffer.isBuffer(sent.message))
        this.outbox?.write({ id, from, to, subject, replyTo, ...rest, writtenAt: new Date() }, sent.message)
    })
  }

  /** The library, loaded when the first mail is sent. */
  private transporter(): Promise<Transporter> {
    this.opened ??= import('nodemailer').then(({ createTransport }) =>
      this.mailing.mailUrl === null
        ? createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
        : createTransport(serverOf(this.mailing.mailUrl)),
    )
    return this.opened
  }
}

/** What the server says of this recipient or this message, for good. What it says of us (our password, our address) the operator can mend. */
function refusedForGood(error: unknown): never {
  const { permanent, command, message } = error as { permanent?: boolean; command?: string; message: string }
  if (permanent && (command === 'RCPT TO' || command === 'DATA')) throw new GiveUp(message)
  throw error
}
