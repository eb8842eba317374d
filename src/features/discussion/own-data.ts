import { sql } from 'kysely'
import type { OwnDataOf } from '#features/organisations'
import { plainNames } from './rules.ts'

/**
 * What discussions keep of a person: what they wrote and attached in every organisation. Erased, they are told of
 * nothing more; what they wrote is the organisations', and no name stays in it.
 */
export const discussionOfPerson: OwnDataOf = {
  name: 'discussion',
  async copy(trx, person) {
    const comments = await trx
      .selectFrom('comment as c')
      .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
      .select(['o.siren', 'c.title', 'c.path', 'c.body', 'c.former', 'c.made_at', 'c.edited_at', 'c.withdrawn_at'])
      .where('c.author_id', '=', person)
      .orderBy('c.made_at')
      .execute()
    const attachments = await trx
      .selectFrom('attachment as a')
      .innerJoin('organisation as o', 'o.id', 'a.organisation_id')
      .select(['o.siren', 'a.name', 'a.bytes', 'a.sha256', 'a.made_at', 'a.removed_at'])
      .where('a.person_id', '=', person)
      .orderBy('a.made_at')
      .execute()
    return {
      // Whom they mention is others' business.
      comments: comments.map(({ body, former, ...comment }) => ({
        ...comment,
        body: body && plainNames(body),
        former: former.map(before => ({ ...before, body: plainNames(before.body) })),
      })),
      attachments,
    }
  },
  async erase(trx, person) {
    await sql`update comment set untold = array_remove(untold, ${person}::uuid) where untold @> array[${person}]::uuid[]`.execute(trx) // biome-ignore format: one line
  },
}
