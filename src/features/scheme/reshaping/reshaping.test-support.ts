import { scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { openDoor, organisationOf } from '../../../../tests/support/actors.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { documentOf } from '../exporting.ts'
import { schemeRoutes } from '../routes.tsx'
import { read, SMALL } from '../scheme.test-support.ts'
import type { Scheme } from '../scheme.ts'
import { findScheme, openScheme } from '../schemes.ts'

export const WHY = { reason: 'Elles disent la même chose.', fields: {}, pilots: true }

/** Drafts of an organisation to reshape, each of its own, and another organisation. */
export async function reshapingSite(db: Database) {
  const door = openDoor()
  const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot')
  const { 'scheme-lead': other } = await organisationOf(db, '21990001600011', 'Aubrelieu', 'scheme-lead')
  const lead = mine['scheme-lead']
  let opened = 0
  const inScheme = <T>(code: string, work: (trx: Writer, scheme: Scheme) => Promise<T>) =>
    db.as(scopeOf(lead), async trx => {
      const scheme = await findScheme(trx, lead, code)
      if (scheme === null) throw new Error('no scheme')
      return work(trx, scheme)
    })
  const ask = (path: string, sent: RequestInit = {}) =>
    app.request(`/organisations/229900998/schemas/${path}`, { headers: door.as(lead), ...sent })
  return {
    lead,
    pilot: mine.pilot,
    other,
    inScheme,
    /** Opens a scheme like {@link SMALL}, with what is said otherwise. @returns its code */
    async draft(said: object = {}): Promise<string> {
      const code = `remanie-${++opened}`
      await openScheme(db, lead, read({ ...SMALL, ...said, code }))
      return code
    },
    textOf: (code: string) => inScheme(code, documentOf),
    async post(path: string, fields: Record<string, string>) {
      const answer = await ask(path, { method: 'POST', body: new URLSearchParams(fields) })
      return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
    },
    get: async (path: string) => (await (await ask(path)).text()).replace(/[\u00a0\u202f]/g, ' '),
  }
}
