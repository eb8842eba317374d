import { boundsOf, parsePeriod } from '#kernel'
import { addressOf, isData, type Publication, type Published, publicationsOf } from './publications.ts'

/** A file of a publication, as a catalogue tells of it. */
export type CataloguedFile = Published['files'][number]

/** What a catalogue is sent as. */
export const CATALOGUE_TYPE = 'application/ld+json; charset=utf-8'

/** The vocabularies of DCAT 3, and what its values are where they are not texts. */
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}
const at = (address: string) => ({ '@id': address })
const typed = (type: string, value: string) => ({ '@type': `xsd:${type}`, '@value': value })
const french = (text: string) => ({ '@language': 'fr', '@value': text })

const FRENCH = at('http://publications.europa.eu/resource/authority/language/FRA')
const LICENCE = at('https://www.etalab.gouv.fr/licence-ouverte-open-licence/')

const publisher = ({ siren, name }: Pick<Publication, 'siren' | 'name'>) => ({
  '@type': 'foaf:Organization',
  'dct:identifier': siren,
  'foaf:name': name,
})

/** The first and last day that a publication is about; nothing where its period is none of the calendar. */
function temporal({ period }: Publication) {
  const read = parsePeriod(period)
  if (read === null) return {}
  const { from, to } = boundsOf(read)
  return {
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:endDate': typed('date', to),
      'dcat:startDate': typed('date', from),
    },
  }
}

function distribution(address: string, { name, type, bytes, sha256 }: CataloguedFile) {
  const [media = ''] = type.split(';')
  return {
    '@id': `${address}/${name}`,
    '@type': 'dcat:Distribution',
    'dcat:accessURL': at(address),
    'dcat:byteSize': typed('nonNegativeInteger', String(bytes)),
    'dcat:downloadURL': at(`${address}/${name}`),
    'dcat:mediaType': at(`https://www.iana.org/assignments/media-types/${media}`),
    'dct:license': LICENCE,
    'dct:title': name,
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': at('spdx:checksumAlgorithm_sha256'),
      'spdx:checksumValue': typed('hexBinary', sha256),
    },
  }
}

function dataset(publication: Publication, files: readonly CataloguedFile[], publicUrl: string) {
  const { siren, title, name, example, replaces, replacedBy, changes, publishedAt } = publication
  const address = publicUrl + addressOf(publication)
  const other = (number: number) => at(publicUrl + addressOf({ siren, number }))
  return {
    '@id': address,
    '@type': 'dcat:Dataset',
    'dcat:distribution': files.filter(isData).map(file => distribution(address, file)),
    'dcat:landingPage': at(address),
    'dct:description': french(
      [
        example ? 'Données d’exemple, inventées.' : '',
        `${title}, publié par ${name}.`,
        changes ? `Ce qui change : ${changes}` : '',
      ]
        .filter(Boolean)
        .join(' '),
    ),
    'dct:identifier': address,
    'dct:issued': typed('dateTime', publishedAt.toISOString()),
    'dct:language': FRENCH,
    'dct:license': LICENCE,
    'dct:publisher': publisher(publication),
    'dct:title': french(`${title} – ${name}`),
    ...temporal(publication),
    ...(replaces === null ? {} : { 'dct:replaces': other(replaces) }),
    ...(replacedBy === null ? {} : { 'dct:isReplacedBy': other(replacedBy) }),
  }
}

/** A publication as a dataset of DCAT 3, each of its files a distribution; in JSON-LD, for portals. @param publicUrl without a final slash */
export const datasetOf = (publication: Publication, files: readonly CataloguedFile[], publicUrl: string): string =>
  JSON.stringify({ '@context': CONTEXT, ...dataset(publication, files, publicUrl) })

/**
 * What an organisation publishes and that stands, as a catalogue of DCAT 3.
 * @param all at least one, oldest first
 * @param files of each number
 */
export function catalogueOf(
  all: readonly Publication[],
  files: ReadonlyMap<number, readonly CataloguedFile[]>,
  publicUrl: string,
): string {
  const latest = all.at(-1)
  if (latest === undefined) throw new Error('a catalogue of nothing')
  const { siren, name } = latest
  const address = publicUrl + publicationsOf(siren)
  const standing = all.filter(({ withdrawn, replacedBy }) => withdrawn === null && replacedBy === null)
  return JSON.stringify({
    '@context': CONTEXT,
    '@id': address,
    '@type': 'dcat:Catalog',
    'dcat:dataset': standing.map(one => dataset(one, files.get(one.number) ?? [], publicUrl)),
    'dct:description': french(
      `Ce que ${name} publie de ses achats, avec les données et de quoi refaire chaque calcul.`,
    ),
    'dct:language': FRENCH,
    'dct:license': LICENCE,
    'dct:publisher': publisher(latest),
    'dct:title': french(`Publications de ${name}`),
    'foaf:homepage': at(address),
  })
}
