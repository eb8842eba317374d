import type { Actor } from '#features/organisations'
import type { Database } from '#platform/db'
import { publishBilan, readDraft } from './bilan/publishing.ts'
import { writeText } from './bilan/writing.ts'

const TEXTS: Readonly<Record<string, string>> = {
  presentation: `Le schéma entre dans sa troisième année. **Le papier recyclé et les heures d’insertion avancent au rythme prévu** ; l’énergie des bâtiments, non.

Ce bilan réunit les chiffres du Département et de ses deux communes associées. Chacune a validé les siens.`,
  marches: `- **Entretien des routes** : les déchets du chantier ont été revalorisés sur place.
- **Nettoyage des collèges** : les heures sont passées en journée, à la demande des agents.`,
  difficultes: `La bourse aux terres a pris un an de retard : le recensement des chantiers dépend de communes qui n’ont pas toutes répondu.`,
}

/** What is published of the schemes of the example: where one started from, three years of the other. */
const PUBLISHED = [
  ['pas-de-calais-2017', 2015],
  ['vallonne-2022', 2022],
  ['vallonne-2022', 2023],
  ['vallonne-2022', 2024],
] as const

/** Publishes the bilans of the example, the last with a few words; what is published already is left as it is. */
export async function publishExampleBilans(db: Database, actor: Actor, publicUrl: string): Promise<void> {
  for (const [code, year] of PUBLISHED) {
    const known = await readDraft(db, actor, code, year)
    if (known === null || known.history.length > 0) continue
    if (year === 2024)
      for (const [part, words] of Object.entries(TEXTS))
        if (!known.kept.written.has(part)) await writeText(db, actor, code, year, { part, words, seen: 0 })
    const draft = await readDraft(db, actor, code, year)
    if (draft)
      await publishBilan(db, actor, code, { year, fingerprint: draft.fingerprint, correction: null }, publicUrl)
  }
}
