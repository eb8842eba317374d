import { submitCase } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { baseOf, LEADERS } from '#features/scheme'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import { type Composition, coverOf } from './composition.ts'
import { readDraft } from './publishing.ts'
import { validationWaiting } from './validation.ts'

/**
 * Submits a report, as it was read, to the bodies that validate it.
 * @param fingerprint of what was read
 * @returns the id of the case
 * @throws Refusal `figures-changed` | `report-accepted` | `role-lost` | `scheme-unknown` | `evaluation-nothing` | those of {@link submitCase}
 */
export async function submitReport(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  fingerprint: string,
  composition: Composition,
  at = new Date(),
): Promise<string> {
  const draft = (await readDraft(db, actor, code, year, composition)) ?? refuse('scheme-unknown')
  const { validation } = draft
  const { validated } = composition
  if (draft.fingerprint !== fingerprint || validated === undefined) return refuse('figures-changed')
  return db.as(scopeOf(actor, 'submit-report'), async trx => {
    if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
    if (validation?.chained && validationWaiting(validation, fingerprint) === null) refuse('report-accepted')
    const here = `${baseOf(actor, draft.scheme)}${composition.at(year)}/apercu`
    return submitCase(trx, actor, {
      scope: scopeOfScheme(draft.scheme),
      matter: validated.matter,
      subject: String(year),
      title: coverOf(draft.bilan).title,
      fingerprint,
      words: `${validated.words(draft.bilan.facts)}\n\nLe bilan entier se lit à l’adresse [${here}](${here}).`,
      called: validated.called,
      at,
    })
  })
}
