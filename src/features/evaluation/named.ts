import { sql } from 'kysely'

/** The name of who is named in a column, joined as `p`; null where nobody is. */
export const nameOf = (column: string) =>
  sql<string | null>`case when ${sql.ref(column)} is not null then coalesce(p.name, 'Compte effacé') end`
