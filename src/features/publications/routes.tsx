import type { Context } from 'hono'
import { Recent } from '#kernel'
import type { Database } from '#platform/db'
import { FRAMED, type PublicRoute, publicPage } from '#platform/http'
import { answer, DrawnPages } from './answers.ts'
import { CATALOGUE_TYPE, catalogueOf, datasetOf } from './catalogue.ts'
import { atomOf } from './feed.ts'
import { ChapterPage } from './pages/ChapterPage.tsx'
import { KeyFiguresPage, keyFiguresOf } from './pages/KeyFiguresPage.tsx'
import { PublicationPage } from './pages/PublicationPage.tsx'
import { PublicationsPage } from './pages/PublicationsPage.tsx'
import { addressOf, type Chapter, chapterOf, type PublicationKind, type Published } from './publications.ts'
import { fileOf, filesBy, historyOf, publicationsBy, readPublished } from './published.ts'

const LIST = '/publications/:siren{[0-9]{9}}'
const ONE = `${LIST}/:number{[1-9][0-9]{0,8}}`
/** Of one publication, or of all: for portals that harvest open data. */
const CATALOGUE = 'catalogue.jsonld'

/** Some megabytes at most. */
const KEPT_PAGES = 2000
/** Publications whose chapters are known without reading them again: whoever asks for one that is not there costs nothing. */
const KEPT_PLACES = 20

/** What it says never changes; a day only, since it may be withdrawn. */
const FILE = 'public, max-age=86400, immutable'
/** A correction or a withdrawal is seen at once: whoever has it asks whether it is the same. */
const PAGE = 'no-cache'

const of = (c: Context) => ({ siren: c.req.param('siren') ?? '', number: Number(c.req.param('number')) })

const chaptersIn = (kind: PublicationKind, published: Published) =>
  published.content === null ? [] : (kind.chapters?.(published) ?? [])

/** The chapter of each name and of each anchor. */
const placesIn = (chapters: readonly Chapter[]) =>
  new Map([
    ...chapters.flatMap(({ name, holds }) => holds.map(anchor => [anchor, name] as const)),
    ...chapters.map(({ name }) => [name, name] as const),
  ])

/**
 * What is published, for everybody.
 * @param kinds how each kind is drawn
 * @param publicUrl the address under which people reach the site, without a final slash
 */
export function publicationRoutes(db: Database, kinds: readonly PublicationKind[], publicUrl: string): PublicRoute[] {
  const pages = new DrawnPages(KEPT_PAGES)
  const known = new Recent<ReadonlyMap<string, string>>(KEPT_PLACES)
  const asked = async (c: Context) => {
    const { siren, number } = of(c)
    const history = await historyOf(db.read, siren, number)
    const publication = history.find(one => one.number === number)
    const kind = kinds.find(one => one.kind === publication?.kind.split(':')[0])
    return {
      publication,
      history,
      kind,
      state: history.map(one => `${one.number}${one.withdrawn ? ' withdrawn' : ''}`).join(),
    }
  }
  const gone = (c: Context) =>
    c.text(`Cette publication a été retirée : ${publicUrl}${addressOf(of(c))} dit depuis quand et pourquoi.\n`, 410)
  return [
    publicPage(LIST, async c => {
      const all = await publicationsBy(db.read, of(c).siren)
      return all.length === 0 ? c.notFound() : c.html(<PublicationsPage publications={all} publicUrl={publicUrl} />)
    }),
    publicPage(`${LIST}/flux.atom`, async c => {
      const all = await publicationsBy(db.read, of(c).siren)
      if (all.length === 0) return c.notFound()
      return c.body(atomOf(all, publicUrl), 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
    }),
    publicPage(`${LIST}/${CATALOGUE}`, async c => {
      const { siren } = of(c)
      const all = await publicationsBy(db.read, siren)
      if (all.length === 0) return c.notFound()
      return c.body(catalogueOf(all, await filesBy(db.read, siren), publicUrl), 200, { 'content-type': CATALOGUE_TYPE })
    }),
    publicPage(ONE, async c => {
      const { publication, history, kind, state } = await asked(c)
      if (publication === undefined || kind === undefined) return c.notFound()
      const page = await pages.page(addressOf(publication), state, async () => {
        const published = await readPublished(db.read, publication, history)
        return String(await (<PublicationPage {...{ published, kind, publicUrl }} />))
      })
      return answer(c, page, PAGE)
    }),
    publicPage(`${ONE}/chapitres/:chapter{[a-z0-9][a-z0-9.-]*}`, async c => {
      const { publication, history, kind, state } = await asked(c)
      if (publication === undefined || kind === undefined) return c.notFound()
      // Its own page says since when, and why.
      if (publication.withdrawn) return c.redirect(addressOf(publication), 303)
      const read = () => readPublished(db.read, publication, history)
      const here = addressOf(publication)
      const places = known.get(here, state) ?? known.set(here, state, placesIn(chaptersIn(kind, await read())))
      const name = c.req.param('chapter') ?? ''
      const place = places.get(name)
      if (place === undefined) return c.notFound()
      if (place !== name) return c.redirect(`${chapterOf(publication, place)}#${name}`, 303)
      const page = await pages.page(chapterOf(publication, name), state, async () => {
        const published = await read()
        const chapters = chaptersIn(kind, published)
        const at = chapters.findIndex(one => one.name === name)
        return String(await (<ChapterPage {...{ published, chapters, at, publicUrl }} />))
      })
      return answer(c, page, PAGE)
    }),
    publicPage(`${ONE}/chiffres-cles`, async c => {
      const { publication, history, kind, state } = await asked(c)
      if (publication === undefined || kind?.keyFigures === undefined) return c.notFound()
      const page = await pages.page(keyFiguresOf(publication), state, async () => {
        const published = await readPublished(db.read, publication, history)
        return String(await (<KeyFiguresPage {...{ published, kind, publicUrl }} />))
      })
      const framed = answer(c, page, PAGE)
      framed.headers.set('content-security-policy', FRAMED)
      return framed
    }),
    publicPage(`${ONE}/empreintes.txt`, async c => {
      const { publication, history } = await asked(c)
      if (publication === undefined) return c.notFound()
      return c.text((await readPublished(db.read, publication, history)).manifest)
    }),
    publicPage(`${ONE}/${CATALOGUE}`, async c => {
      const { publication, history } = await asked(c)
      if (publication === undefined) return c.notFound()
      if (publication.withdrawn) return gone(c)
      const { files } = await readPublished(db.read, publication, history)
      return c.body(datasetOf(publication, files, publicUrl), 200, { 'content-type': CATALOGUE_TYPE })
    }),
    publicPage(`${ONE}/:file{[a-z0-9][a-z0-9.-]*}`, async c => {
      const { siren, number } = of(c)
      const file = await fileOf(db.read, siren, number, c.req.param('file') ?? '')
      if (file === null) return c.notFound()
      if (file === 'withdrawn') return gone(c)
      return answer(c, file, FILE)
    }),
  ]
}
