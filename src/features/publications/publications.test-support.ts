import type { Database } from '#platform/db'
import { organisationOf } from '../../../tests/support/actors.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import type { Draft, PublicationKind } from './publications.ts'
import { publish } from './publish.ts'
import { publicationRoutes } from './routes.tsx'

export const SITE = 'https://achats.vallonne.test'
export const TEXT = `Une ligne\n${'é'.repeat(5000)}\n`

/** Something to publish. */
export const draft = (period: string, correction: Draft['correction'] = null): Draft => ({
  kind: 'essai',
  title: `Essai ${period}`,
  period,
  example: false,
  correction,
  files: [
    { name: 'texte.txt', type: 'text/plain; charset=utf-8', body: Buffer.from(TEXT) },
    { name: 'essai.json', type: 'application/json; charset=utf-8', body: Buffer.from(`{"of":"${period}"}`) },
  ],
  content: 'essai.json',
})

/** A site that shows a kind of publications of the test's own, and counts how many pages it draws. */
export function press(db: Database) {
  const counts = { drawn: 0 }
  const kind: PublicationKind = {
    kind: 'essai',
    lede: ({ publication }) => `Essai de ${publication.period}`,
    body: ({ content }) => {
      counts.drawn++
      return JSON.stringify(content)
    },
    chapters: ({ publication: { period } }) =>
      ['un', 'deux.2', 'trois'].map(name => ({
        name,
        title: `Chapitre ${name}`,
        holds: [`dans-${name}`],
        body: () => {
          counts.drawn++
          return `Le chapitre ${name} de ${period}`
        },
      })),
    keyFigures: ({ publication }) => `Chiffre de ${publication.period}`,
    recomputing: () => 'Refaites-le.',
  }
  const app = plainSite(publicationRoutes(db, [kind], SITE))
  let sirets = 0
  /** An organisation of one test's own, and its administrator. */
  async function publisher(name = 'Département de la Vallonne') {
    const { administrator } = await organisationOf(db, `${800_000_000 + sirets++}00010`, name, 'administrator')
    const { siren } = administrator.membership.organisation
    const page = async (path = '', headers: Record<string, string> = {}) => {
      const answer = await app.request(`/publications/${siren}${path}`, { headers })
      return { status: answer.status, headers: answer.headers, text: await answer.text() }
    }
    return { actor: administrator, siren, page, publish: (one: Draft) => publish(db, administrator, one, SITE) }
  }
  return { app, counts, publisher }
}
