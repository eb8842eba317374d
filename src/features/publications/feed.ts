import { addressOf, type Publication, publicationsOf } from './publications.ts'

const LATEST = 50

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as XML 1.0 may hold it: what is marked up is escaped, what it knows no character for is replaced. */
export const xmlText = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, sign => ENTITIES[sign] ?? '')

/** When something was last said of a publication: its own date, that of its withdrawal or of its correction. */
function updatedAt(publication: Publication, all: readonly Publication[]): string {
  const correction = all.find(({ number }) => number === publication.replacedBy)
  const dates = [publication.publishedAt, publication.withdrawn?.at, correction?.publishedAt].flatMap(
    date => date ?? [],
  )
  return new Date(Math.max(...dates.map(Number))).toISOString()
}

function summaryOf({ withdrawn, replacedBy, changes, name }: Publication): string {
  if (withdrawn) return `Retirée : ${withdrawn.reason}`
  if (replacedBy !== null) return `Corrigée par le n° ${replacedBy}.`
  return changes === null ? `Publié par ${name}.` : `Correction : ${changes}`
}

/**
 * The publications of an organisation as an Atom feed (RFC 4287), latest first.
 * @param all at least one, oldest first
 */
export function atomOf(all: readonly Publication[], publicUrl: string): string {
  const latest = all.at(-1)
  if (latest === undefined) throw new Error('a feed of nothing')
  const { siren, name } = latest
  const here = publicUrl + publicationsOf(siren)
  const updated = all.map(one => updatedAt(one, all)).sort()
  const entries = all
    .slice(-LATEST)
    .reverse()
    .map(one => {
      const address = xmlText(publicUrl + addressOf(one))
      return `
  <entry>
    <id>${address}</id>
    <title>${xmlText(`N° ${one.number} : ${one.title}${one.withdrawn ? ' (retirée)' : ''}`)}</title>
    <link rel="alternate" type="text/html" href="${address}"/>
    <published>${one.publishedAt.toISOString()}</published>
    <updated>${updatedAt(one, all)}</updated>
    <summary>${xmlText(summaryOf(one))}</summary>
    <rights>Licence Ouverte / Open Licence version 2.0</rights>
  </entry>`
    })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <id>${xmlText(here)}</id>
  <title>${xmlText(`Publications : ${name}`)}</title>
  <updated>${updated.at(-1)}</updated>
  <author><name>${xmlText(name)}</name></author>
  <link rel="self" type="application/atom+xml" href="${xmlText(`${here}/flux.atom`)}"/>
  <link rel="alternate" type="text/html" href="${xmlText(here)}"/>${entries.join('')}
</feed>
`
}
