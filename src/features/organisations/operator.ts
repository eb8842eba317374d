import type { Database } from '#platform/db'
import { refuse } from './labels.ts'
import type { Actor, Organisation } from './organisations.ts'

/** Nobody's account: what a command does has no author. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Whoever runs the instance, acting for one of its organisations from a terminal; of no role in it. @throws Refusal `organisation-unknown` */
export async function operatorOf(db: Database, siren: string): Promise<Actor> {
  const organisation = await db.transaction(trx =>
    trx.selectFrom('organisation').select(['id', 'siren', 'name']).where('siren', '=', siren).executeTakeFirst(),
  )
  if (organisation === undefined) return refuse('organisation-unknown', { siren })
  return nobodyOf(organisation)
}

/** The program itself, acting for an organisation on its own; of no role in it. */
export const nobodyOf = (organisation: Organisation): Actor => ({
  person: { id: NOBODY, name: '', email: '' },
  membership: { id: NOBODY, organisation, roles: [], suspended: false },
})
