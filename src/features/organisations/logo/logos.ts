import { createHash, randomUUID } from 'node:crypto'
import type { Database, Writer } from '#platform/db'
import { rasterIn, redrawn } from '#platform/images'
import { scopeOf } from '../access.ts'
import { refuse } from '../labels.ts'
import { holdAsAdministrator } from '../members.ts'
import type { Actor } from '../organisations.ts'

/** Of what is sent: bytes, and pixels of each side. A side longer than that is refused before anything is drawn. */
const SENT = { bytes: 1_000_000, least: 16, most: 4000 }
/** Of what is kept: pixels of its longest side, and bytes: it is seen in pages too, and paid for by who reads them. */
const KEPT = { side: 800, bytes: 30_000 }

/** The logo of an organisation, as covers of documents take it: a PNG image in base64, with its size in pixels. */
export interface Logo {
  png: string
  width: number
  height: number
}

/** Where members see a logo: another address for another image. */
export const logoAddress = (siren: string, { png }: Pick<Logo, 'png'>) =>
  `/organisations/${siren}/logo/${sha256(Buffer.from(png, 'base64'))}.png`

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const idOf = ({ membership }: Actor) => membership.organisation.id

/** The logo of the actor's organisation; null where it has none. */
export async function logoOf(trx: Writer, actor: Actor): Promise<Logo | null> {
  const kept = await trx
    .selectFrom('organisation_logo')
    .select(['png', 'width', 'height'])
    .where('organisation_id', '=', idOf(actor))
    .executeTakeFirst()
  return kept ? { ...kept, png: Buffer.from(kept.png).toString('base64') } : null
}

/**
 * Keeps an image as the logo of the actor's organisation, in the place of the one before: drawn again, its longest side 800 pixels at most.
 * @throws Refusal `logo-missing`, `logo-cut`, `logo-heavy`, `logo-unknown`, `logo-sides`, `logo-inks`, `logo-broken`, `role-lost`
 */
export async function keepLogo(db: Database, actor: Actor, sent: AsyncIterable<Uint8Array>): Promise<void> {
  const picture = await drawnAgain(await bytesOf(sent))
  const logo = { ...picture, sha256: sha256(picture.png) }
  await db.as(scopeOf(actor, 'keep-logo'), async trx => {
    await holdAsAdministrator(trx, actor)
    await trx
      .insertInto('organisation_logo')
      .values({ id: randomUUID(), organisation_id: idOf(actor), ...logo })
      .onConflict(kept => kept.constraint('organisation_has_logo').doUpdateSet(logo))
      .execute()
  })
}

/** The organisation has no logo any more; what is published keeps its own. @throws Refusal `role-lost` */
export async function removeLogo(db: Database, actor: Actor): Promise<void> {
  await db.as(scopeOf(actor, 'remove-logo'), async trx => {
    await holdAsAdministrator(trx, actor)
    await trx.deleteFrom('organisation_logo').where('organisation_id', '=', idOf(actor)).execute()
  })
}

/** What was sent, in memory: it is refused as soon as it is too heavy. */
async function bytesOf(sent: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const coming = sent[Symbol.asyncIterator]()
  const next = () => coming.next().catch(() => refuse('logo-cut'))
  for (let chunk = await next(); !chunk.done; chunk = await next()) {
    bytes += chunk.value.length
    if (bytes > SENT.bytes) refuse('logo-heavy')
    chunks.push(chunk.value)
  }
  return bytes === 0 ? refuse('logo-missing') : Buffer.concat(chunks)
}

async function drawnAgain(bytes: Buffer) {
  const raster = rasterIn(bytes) ?? refuse('logo-unknown')
  const { width, height } = raster
  if (Math.min(width, height) < SENT.least || Math.max(width, height) > SENT.most)
    refuse('logo-sides', { width, height })
  if (raster.inks) refuse('logo-inks')
  return (await redrawn(raster, KEPT)) ?? refuse('logo-broken')
}
