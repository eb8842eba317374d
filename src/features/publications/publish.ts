import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { canonicalJson, manifestOf, sha256 } from './fingerprint.ts'
import { refuse } from './labels.ts'
import { addressOf, type Draft, type NewFile } from './publications.ts'
import { checkDraft } from './rules.ts'

const packing = promisify(gzip)

/** Kept as it is sent: packed once, by the slowest and smallest way. */
async function packed({ name, type, body }: NewFile) {
  return { name, type, bytes: body.length, sha256: sha256(body), gzip: await packing(body, { level: 9 }) }
}

/** Waits for whoever else publishes in the same name, and refuses for an organisation that may no longer. */
async function speaking(trx: Writer, { membership: { organisation } }: Actor) {
  const found = await trx
    .selectFrom('organisation')
    .select('suspended_at')
    .where('id', '=', organisation.id)
    // Who writes beside it, in the same name, need not wait: rows that refer to the organisation only ask that it stays.
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (found.suspended_at !== null) refuse('publisher-suspended')
}

const nextOf = (before: readonly { number: number }[]) => (before.at(-1)?.number ?? 0) + 1

/** The number that the next publication of the actor's organisation will have, unless another is published meanwhile. */
export const nextNumber = (db: Database, actor: Actor): Promise<number> =>
  db.as(scopeOf(actor), async trx => nextOf(await known(trx, actor)))

/** What is published already, oldest first. */
function known(trx: Writer, { membership: { organisation } }: Actor) {
  return trx
    .selectFrom('publication as p')
    .leftJoin('publication_withdrawal as w', 'w.publication_id', 'p.id')
    .select(['p.id', 'number', 'kind', 'period', 'replaces', 'w.id as withdrawn'])
    .where('p.organisation_id', '=', organisation.id)
    .orderBy('number')
    .execute()
}

/**
 * Publishes: the next number of the actor's organisation, under its SIREN, for ever. Refuses a second publication of a period, a correction of
 * what does not stand, a suspended organisation.
 * @param publicUrl the address under which people reach the site, written in the publication
 * @param along what is done with it, or not at all
 * @returns its number
 * @throws Refusal `number-taken` where another took the number that its files say
 */
export async function publish(
  db: Database,
  actor: Actor,
  draft: Draft,
  publicUrl: string,
  along?: (trx: Writer) => Promise<void>,
): Promise<number> {
  const { kind, title, period, example, content } = draft
  const { id: organisation_id, siren, name } = actor.membership.organisation
  const correction = draft.correction && { ...draft.correction, changes: draft.correction.changes.trim() }
  const files = await Promise.all(draft.files.map(packed))
  return db.as(scopeOf(actor, 'publish'), async trx => {
    await speaking(trx, actor)
    const before = await known(trx, actor)
    const history = before.filter(one => one.kind === kind && one.period === period)
    checkDraft(history, correction)
    const number = nextOf(before)
    if (draft.number !== undefined && draft.number !== number) refuse('number-taken')
    await along?.(trx)
    const published_at = new Date()
    const described = {
      address: publicUrl + addressOf({ siren, number }),
      organisation: { siren, name },
      number,
      kind,
      title,
      period,
      example,
      publishedAt: published_at.toISOString(),
      replaces: correction?.number ?? null,
      changes: correction?.changes ?? null,
      content,
    }
    const description = await packed({
      name: 'publication.json',
      type: 'application/json; charset=utf-8',
      body: Buffer.from(canonicalJson(described)),
    })
    const all = [...files, description]
    const manifest = manifestOf(all)
    const id = randomUUID()
    await trx
      .insertInto('publication')
      .values({
        id,
        organisation_id,
        siren,
        name,
        number,
        kind,
        title,
        period,
        example,
        published_at,
        author_id: actor.person.id,
        replaces: described.replaces,
        changes: described.changes,
        content,
        manifest,
        sha256: sha256(manifest),
      })
      .execute()
    for (const file of all)
      await trx
        .insertInto('publication_file')
        .values({ organisation_id, publication_id: id, ...file })
        .execute()
    return number
  })
}

/**
 * Withdraws a publication: its address stays, and says since when and why. Refuses without reason, a second time, and a suspended organisation.
 * @returns whether the actor's organisation has a publication of that number
 */
export function withdraw(db: Database, actor: Actor, number: number, why: string): Promise<boolean> {
  const reason = why.trim()
  return db.as(scopeOf(actor, 'withdraw'), async trx => {
    await speaking(trx, actor)
    const publication = (await known(trx, actor)).find(one => one.number === number)
    if (publication === undefined) return false
    if (publication.withdrawn !== null) refuse('already-withdrawn', { number })
    if (reason === '') refuse('reason-missing')
    await trx
      .insertInto('publication_withdrawal')
      .values({
        id: randomUUID(),
        organisation_id: actor.membership.organisation.id,
        publication_id: publication.id,
        author_id: actor.person.id,
        reason,
      })
      .execute()
    return true
  })
}
