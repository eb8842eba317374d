import { readFile } from 'node:fs/promises'
import { canonicalJson, type NewFile, recompute } from '#features/publications'
import { formatSiret } from '#kernel'
import { programFile } from '#platform/files'
import { countedIn } from '../corrections/reading.ts'
import { EXPORT_COLUMNS } from '../export/columns.ts'
import { csvOf } from '../export/csv.ts'
import { filesOf } from '../export/formats.ts'
import { exportRanges } from '../register/export.ts'
import type { ContractFilter } from '../register/filter.ts'
import type { Register } from '../register/register.ts'
import { correctedColumns } from './corrected-columns.ts'
import type { RatesFigures } from './figures.ts'

/** The file that the figures of the page come from. */
export const FIGURES_FILE = 'taux.json'

const HERE = 'src/features/contracts/publication'
const SCRIPT = 'recalcul.mjs'

// A holder may be a natural person, and what is published is never changed: the register shows them, publications do not.
const COLUMNS = EXPORT_COLUMNS.filter(({ head }) => head !== 'Titulaires' && head !== 'Noms des titulaires')

async function* contractsAndConcessions(register: Register, filter: ContractFilter) {
  yield* exportRanges(register, filter)
  yield* exportRanges(register, { ...filter, nature: 'concession' })
}

/**
 * The open data of some figures: the contracts, the figures, the script that computes these from those, and how to. The script is run on what is
 * about to be published, as a stranger will: what it would not find again is a fault, and is not published.
 */
export async function openDataOf(register: Register, figures: RatesFigures, publicUrl: string): Promise<NewFile[]> {
  const { buyer, year } = figures
  const ranges = contractsAndConcessions(register, { acheteurs: buyer.siren, annee: String(year) })
  const chunks: Uint8Array[] = []
  const columns = [...COLUMNS, ...correctedColumns(await countedIn(register, { buyers: [buyer.siren], year }))]
  for await (const chunk of csvOf(ranges, await filesOf(register), publicUrl, columns)) chunks.push(chunk)
  const files = [
    { name: 'marches.csv', type: 'text/csv; charset=utf-8', body: Buffer.concat(chunks) },
    { name: FIGURES_FILE, type: 'application/json; charset=utf-8', body: Buffer.from(canonicalJson(figures)) },
    { name: SCRIPT, type: 'text/javascript; charset=utf-8', body: await readFile(programFile(`${HERE}/${SCRIPT}`)) },
    { name: 'lisezmoi.txt', type: 'text/plain; charset=utf-8', body: Buffer.from(readmeOf(figures)) },
  ]
  await recompute(files, SCRIPT)
  return files
}

const readmeOf = ({ buyer, year, method }: RatesFigures) => `TAUX D’ACHATS RESPONSABLES ${year}
${buyer.name} (SIREN ${formatSiret(buyer.siren)})

CE QUE CONTIENT CE DOSSIER
  marches.csv       les marchés de l’année, un par ligne (UTF-8, points-virgules, virgule décimale), concessions à la fin
  taux.json         les taux publiés, ce qui les compose, ce qui est écarté et pourquoi, la méthode, les fichiers d’origine
  recalcul.mjs      le programme qui refait le calcul
  publication.json  le numéro, la date et l’adresse de la publication
  empreintes.txt    le SHA-256 de chaque fichier

REFAIRE LE CALCUL
  node recalcul.mjs
Il faut Node.js 20 ou plus récent (https://nodejs.org), rien d’autre. La réponse est « identique », ou ce qui diffère.

CONTRÔLER LES FICHIERS
  sha256sum -c empreintes.txt     dit si un fichier a changé
  sha256sum empreintes.txt        donne l’empreinte écrite sur la page de la publication

MÉTHODE
${method.map(line => `- ${line}`).join('\n')}

LIRE taux.json
Les montants sont en centimes d’euro, hors taxes ; les taux sont entre 0 et 1, à quatre décimales. « social » et « environmental » sont les
deux volets ; « filled » compte les marchés renseignés, « yes » les « oui », « rate » est yes ÷ filled, « shareFilled » la part renseignée,
« rateOfNotified » le plancher : les « oui » divisés par tous les marchés.

LES DEUX TAUX
« rates » sont les taux de la donnée officielle. « corrections » vaut null, ou donne les mêmes taux avec ce que l’acheteur corrige de ses propres
marchés : marches.csv garde la valeur officielle dans ses colonnes, et ajoute à leur suite les valeurs corrigées et leurs motifs.

DANS marches.csv
Un texte qui commencerait par un signe de formule (=, +, -, @) est précédé d’une apostrophe, pour qu’un tableur ne l’exécute pas. Les titulaires
n’y sont pas : l’adresse de la colonne « Page » mène au marché et à ses titulaires.

LICENCE
Licence Ouverte / Open Licence version 2.0 (Etalab) : réutilisation libre, à condition de citer la source (${buyer.name}) et sa date.
`
