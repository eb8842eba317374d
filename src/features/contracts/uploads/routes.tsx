import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, ADMINISTRATORS, forMembers, type Visitor } from '#features/organisations'
import { Refusal } from '#kernel'
import { Unavailable } from '#platform/db'
import { bytesOf, fieldsOf, formWithFile, type Route, submitted, thenGo } from '#platform/http'
import type { Space } from '#ui'
import { rejectsOf } from '../register/import-log.ts'
import { openRegister } from '../register/register.ts'
import { refuse } from './labels.ts'
import { UndoPage, UploadPage } from './pages/UploadPage.tsx'
import { UploadsPage } from './pages/UploadsPage.tsx'
import { progressOf } from './pages/words.ts'
import { type UploadEntry, uploadOf, uploadsOf } from './reading.ts'
import { Elsewhere, receivePiece, receiveWhole } from './receiving.ts'
import { mayUndo } from './rules.ts'
import { announce, type Sender } from './sending.ts'
import { askUndo, cancelUpload } from './undoing.ts'
import { announcement, type Intake } from './uploads.ts'

const uuid = z.uuid()
const whole = z.coerce.number().int().min(0).catch(0)
const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1)

/** What a script asked for, or why it may not have it. */
async function inJson(c: Context, act: () => Promise<object | undefined>): Promise<Response> {
  try {
    const done = await act()
    return done ? c.json(done) : c.json({ message: 'Cet envoi n’existe pas.' }, 404)
  } catch (error) {
    if (error instanceof Elsewhere) return c.json({ message: error.message, received: error.received }, 409)
    if (!(error instanceof Refusal) || error instanceof Unavailable) throw error
    return c.json({ message: error.message }, error.code.startsWith('too-many-') ? 429 : 422)
  }
}

/** Sending files and importing them, for who administers an organisation. */
export function uploadRoutes(intake: Intake, menu?: (actor: Actor, here: string) => Space): Route<Visitor>[] {
  const baseOf = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}/imports`
  const framed = async (actor: Actor) => ({
    base: baseOf(actor),
    siren: actor.membership.organisation.siren,
    space: menu?.(actor, baseOf(actor)),
    example: (await openRegister(intake.db.read)).example,
  })
  const found = async (c: Context, actor: Actor) => {
    const id = uuid.safeParse(c.req.param('id'))
    return id.success ? uploadOf(intake, actor, id.data) : undefined
  }
  // To ask whether somebody has the place is to take it for a moment: only where it matters.
  const waits = ({ standing }: UploadEntry) => standing === 'waiting' || standing === 'undoing'
  const progress = async (upload: UploadEntry) => progressOf(upload, waits(upload) && (await intake.db.busy('import')))

  const list = async (c: Context, actor: Actor, visitor: Visitor, refusal?: Refusal) => {
    const page = pageNumber.parse(c.req.query('page'))
    const uploads = await uploadsOf(intake, actor, page)
    const everybody = visitor.administrator
    return <UploadsPage {...{ actor, uploads, page, everybody, ...(await framed(actor)), refusal: refusal?.message }} />
  }
  const senderOf = (actor: Actor, { administrator }: Visitor): Sender => ({ actor, administrator })
  const one = async ({ actor, administrator }: Sender, upload: UploadEntry, refusal?: Refusal) => {
    const rejects = upload.entry ? await rejectsOf(upload.entry) : null
    const undoes = mayUndo(upload, administrator)
    const props = { upload, rejects, undoes, progress: await progress(upload), refusal: refusal?.message }
    return <UploadPage {...props} {...(await framed(actor))} />
  }
  /** A button of the page of an upload. */
  const acting = (path: string, act: (sender: Sender, id: string) => Promise<boolean>, again: typeof one) =>
    forMembers('post', `/imports/:id/${path}`, ADMINISTRATORS, async (c, actor, visitor) => {
      const sender = senderOf(actor, visitor)
      const upload = await found(c, actor)
      if (upload === undefined) return c.notFound()
      return submitted(
        c,
        async () => {
          await act(sender, upload.id)
          return thenGo(c, `${baseOf(actor)}/${upload.id}`)
        },
        refusal => again(sender, upload, refusal),
      )
    })

  const undoing = async ({ actor }: Sender, upload: UploadEntry, refusal?: Refusal) => (
    <UndoPage {...{ upload, ...(await framed(actor)), ...(refusal ? { refusal: refusal.message } : {}) }} />
  )
  const shown = (path: string, page: typeof one) =>
    forMembers('get', `/imports/:id${path}`, ADMINISTRATORS, async (c, actor, visitor) => {
      const upload = await found(c, actor)
      return upload ? c.html(await page(senderOf(actor, visitor), upload)) : c.notFound()
    })

  return [
    forMembers('get', '/imports', ADMINISTRATORS, async (c, actor, visitor) => c.html(await list(c, actor, visitor))),
    forMembers(
      'post',
      '/imports',
      ADMINISTRATORS,
      (c, actor, visitor) =>
        submitted(
          c,
          async () => {
            const id = await formWithFile(c, file => receiveWhole(intake, senderOf(actor, visitor), file))
            return thenGo(c, `${baseOf(actor)}/${id ?? refuse('file-missing')}`)
          },
          refusal => list(c, actor, visitor, refusal),
        ),
      'stream',
    ),
    forMembers('post', '/imports/annonce', ADMINISTRATORS, (c, actor, visitor) =>
      inJson(c, async () => {
        const said = announcement.safeParse(await fieldsOf(c))
        if (!said.success) return refuse('file-missing')
        const begun = await announce(intake, senderOf(actor, visitor), said.data)
        return { page: `${baseOf(actor)}/${begun.id}`, received: begun.received }
      }),
    ),
    forMembers(
      'post',
      '/imports/:id/suite',
      ADMINISTRATORS,
      (c, actor) =>
        inJson(c, async () => {
          const id = uuid.safeParse(c.req.param('id'))
          if (!id.success) return undefined
          return receivePiece(intake, actor, id.data, whole.parse(c.req.query('a')), bytesOf(c))
        }),
      'stream',
    ),
    shown('', one),
    forMembers('get', '/imports/:id/etat', ADMINISTRATORS, (c, actor) =>
      inJson(c, async () => {
        const upload = await found(c, actor)
        return upload && { state: upload.standing, ...(await progress(upload)) }
      }),
    ),
    acting('arret', ({ actor }, id) => cancelUpload(intake, actor, id), one),
    shown('/annulation', undoing),
    acting('annulation', (sender, id) => askUndo(intake, sender, id), undoing),
    forMembers('get', '/imports/:id/rejets', ADMINISTRATORS, async (c, actor) => {
      const file = (await found(c, actor))?.entry?.rejects_file
      if (!file || !existsSync(file)) return c.notFound()
      return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
        headers: {
          'content-type': 'application/x-ndjson; charset=utf-8',
          'content-disposition': 'attachment; filename="rejets.jsonl"',
          'cache-control': 'no-store',
        },
      })
    }),
  ]
}
