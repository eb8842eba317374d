import { sql } from 'kysely'
import { scopeOf, type Tasks } from '#features/organisations'
import type { Database } from '#platform/db'
import { fr, plainMarkdown, shorten } from '#ui'
import { commentPath } from './addresses.ts'
import { namesOf } from './people.ts'

/** How many the dashboard names. */
const AT_ONCE = 20

/** Comments that mention whoever reads, or answer them, and ask for something that is not done; the oldest first. */
export const commentTasks =
  (db: Database): Tasks =>
  ({ person, membership }) =>
    db.as(scopeOf({ person, membership }), async trx => {
      const waiting = await trx
        .selectFrom('comment as c')
        .leftJoin('comment as parent', 'parent.id', 'c.parent_id')
        .select(['c.id', 'c.title', 'c.path', 'c.author_id', 'c.mentions', sql<string>`c.body`.as('body')])
        .where('c.organisation_id', '=', membership.organisation.id)
        .where('c.asks', '=', true)
        .where('c.handled_at', 'is', null)
        .where('c.withdrawn_at', 'is', null)
        .where('c.author_id', '<>', person.id)
        .where(sql<boolean>`(c.mentions @> array[${person.id}]::uuid[] or parent.author_id = ${person.id})`)
        .where(sql<boolean>`(c.readers is null or c.readers && ${[...membership.roles]}::text[])`)
        .orderBy('c.made_at')
        .limit(AT_ONCE)
        .execute()
      const people = await namesOf(
        trx,
        waiting.flatMap(({ author_id, mentions }) => [author_id, ...mentions]),
      )
      return waiting.map(({ id, title, path, author_id, mentions, body }) => ({
        state: 'warn' as const,
        when: 'À traiter',
        title: fr`${people.get(author_id) ?? 'Compte effacé'} ${mentions.includes(person.id) ? 'vous mentionne' : 'vous répond'} : ${title}`,
        text: shorten(plainMarkdown(body, people), 300),
        action: { label: 'Lire et répondre', href: commentPath({ path, id }) },
      }))
    })
