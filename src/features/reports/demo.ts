import { acceptInMeetings } from '#features/bodies'
import { AUBRELIEU, PIERREFONTE, VALLONNE } from '#features/contracts'
import { EVALUATION_MATTERS, GLOBAL_REPORT, validateExampleBy } from '#features/evaluation'
import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import { parisInstant } from '#kernel'
import type { Database } from '#platform/db'
import { chooseContract, readChoice } from './bilan/choosing.ts'
import { publishBilan, readDraft } from './bilan/publishing.ts'
import { submitReport } from './bilan/submitting.ts'
import { writeText } from './bilan/writing.ts'
import { GLOBAL } from './evaluation/composing.ts'

const TEXTS: Readonly<Record<string, string>> = {
  presentation: `Le schéma entre dans sa troisième année. **Le papier recyclé et les heures d’insertion avancent au rythme prévu** ; l’énergie des bâtiments, non.

Ce bilan réunit les chiffres du Département et de ses deux communes associées. Chacune a validé les siens.`,
  difficultes: `La bourse aux terres a pris un an de retard : le recensement des chantiers dépend de communes qui n’ont pas toutes répondu.`,
}

type Buyer = typeof VALLONNE
/** The contracts that are told of each year: whose, which number, what is written of it. */
const CHOSEN: Readonly<Record<number, readonly (readonly [Buyer, number: string, words: string])[]>> = {
  2022: [
    [
      VALLONNE,
      '2022-03400',
      `Premier achat de mobilier réemployé du Département : trois collèges ont essayé, et aucun n’a rendu ses tables. Le marché a servi de modèle aux suivants.`,
    ],
    [
      VALLONNE,
      '2022-01200',
      `La voie verte relie deux gares sans couper de haie. Le cahier des charges demandait déjà de réutiliser sur place la terre des terrassements ; le format des données de l’époque ne permettait pas de le déclarer.`,
    ],
  ],
  2023: [
    [
      VALLONNE,
      '2023-042',
      `Des brebis entretiennent désormais les délaissés les plus pentus. **Le marché était réservé** : l’équipe qui suit les troupeaux est en insertion.`,
    ],
    [
      VALLONNE,
      '2023-038',
      `Un vêtement est réparé avant d’être remplacé : le prix est fixé à la pièce remise en service, non à la pièce neuve.`,
    ],
    [
      AUBRELIEU,
      '2023-015',
      `La commune a demandé une garantie de disponibilité des pièces détachées, notée à la réception des offres.`,
    ],
  ],
  2024: [
    [
      VALLONNE,
      '2024-011',
      `Les heures sont passées en journée, à la demande des agents, qui ne finissent plus à vingt-deux heures.`,
    ],
    [
      VALLONNE,
      '2024-037',
      `Le mobilier retiré des bureaux est d’abord proposé aux collèges, puis démonté pour ses pièces. Ce qui reste part au recyclage, pesé à chaque enlèvement.`,
    ],
    [
      PIERREFONTE,
      '2024-003',
      `L’origine locale des plants a compté dans le choix de l’offre, et le titulaire remplace ceux qui n’ont pas repris au printemps.`,
    ],
  ],
}

/** What is published of the schemes of the example: where one started from, three years of the other. */
const PUBLISHED = [
  ['pas-de-calais-2017', 2015],
  ['vallonne-2022', 2022],
  ['vallonne-2022', 2023],
  ['vallonne-2022', 2024],
] as const

/** Has the bilan of a year tell the contracts that the example chooses, with what is written of them. */
async function tellContracts(db: Database, actor: Actor, scheme: Scheme, year: number): Promise<void> {
  for (const [{ siret }, number, words] of CHOSEN[year] ?? []) {
    const sought = { q: number, avec: '', acheteur: siret.slice(0, 9), page: 1 } as const
    const { found, kept } = await readChoice(db, actor, scheme, year, sought)
    const one = found.lines.find(({ source_id }) => source_id === number)
    if (one === undefined || kept.plan.contracts.includes(one.identity)) continue
    await chooseContract(db, actor, scheme.code, year, one.identity)
    const part = `marche:${one.identity}`
    if (!kept.written.has(part)) await writeText(db, actor, scheme.code, year, { part, words, seen: 0 })
  }
}

/** When the global bilan of the example was submitted, to which kinds of bodies: they met in July and in October 2025. */
const GLOBAL_BILAN = { year: 2025, submitted: '2025-05-12', bodies: ['technical', 'political'] } as const
const GLOBAL_TEXTS: Readonly<Record<string, string>> = {
  presentation: `Trois années, trois parts de sept actions : **chaque action a été jugée une fois**, y compris celle qui est entrée en 2024.

Les directions ont tenu le calendrier. Ce qui manque le plus n’est pas la volonté, mais le temps de relever les chiffres : l’édition suivante en demandera moins, et mieux.`,
  suites: `Les actions jugées insuffisantes restent dans le schéma, sauf celle dont la sortie a été décidée : deux d’entre elles attendent surtout que quelqu’un ait le temps de les faire.`,
}

/** Composes the global bilan of the example, which its bodies accept in their meetings, and publishes it; one that stands is left as it is. */
export async function publishExampleGlobalBilan(db: Database, actor: Actor, publicUrl: string): Promise<void> {
  const [code, { year, submitted, bodies }] = ['vallonne-2022', GLOBAL_BILAN]
  const read = () => readDraft(db, actor, code, year, GLOBAL)
  const known = await read()
  if (known === null || known.history.length > 0) return
  for (const [part, words] of Object.entries(GLOBAL_TEXTS))
    if (!known.kept.written.has(part)) await writeText(db, actor, code, year, { part, words, seen: 0 }, GLOBAL)
  await validateExampleBy(db, actor, GLOBAL_REPORT, bodies)
  const { fingerprint } = (await read()) ?? known
  const at = parisInstant(submitted, '09:00')
  const asked = await submitReport(db, actor, code, year, fingerprint, GLOBAL, at)
  await acceptInMeetings(db, actor, asked, bodies, submitted, EVALUATION_MATTERS)
  await publishBilan(db, actor, code, { year, fingerprint, correction: null }, publicUrl, GLOBAL)
}

/** Publishes the bilans of the example with the contracts that it chooses, the last with a few words; what is published already is left as it is. */
export async function publishExampleBilans(db: Database, actor: Actor, publicUrl: string): Promise<void> {
  for (const [code, year] of PUBLISHED) {
    const known = await readDraft(db, actor, code, year)
    if (known === null || known.history.length > 0) continue
    if (year === 2024)
      for (const [part, words] of Object.entries(TEXTS))
        if (!known.kept.written.has(part)) await writeText(db, actor, code, year, { part, words, seen: 0 })
    if (code === 'vallonne-2022') await tellContracts(db, actor, known.scheme, year)
    const draft = await readDraft(db, actor, code, year)
    if (draft)
      await publishBilan(db, actor, code, { year, fingerprint: draft.fingerprint, correction: null }, publicUrl)
  }
}
