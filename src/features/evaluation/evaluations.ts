import { randomUUID } from 'node:crypto'
import { submitCase } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, scopeOf } from '#features/organisations'
import { canonicalJson, sha256 } from '#features/publications'
import type { Database, Writer } from '#platform/db'
import { day } from '#ui'
import { type EvaluationSaid, GRADES, type Judgements, RECOMMENDATIONS } from './evaluation.ts'
import { holdAction, holdAlone } from './holding.ts'
import { refuse } from './labels.ts'
import { rulesOf } from './reading.ts'
import { CRITERIA, type Rules } from './rules/settings.ts'
import { EVALUATION, subjectOf } from './shares.ts'
import { holdStay } from './stays.ts'
import { CRITERION_WORDS, GRADE_WORDS, RECOMMENDATION_WORDS, TEXTS } from './words.ts'

/** Signs that each text may have. */
const LONGEST = 10_000

/** What the columns of an evaluation hold. */
const columnsOf = ({ exitOn, judgements, ...said }: EvaluationSaid) => ({
  ...said,
  judgements: JSON.stringify(judgements),
  exit_on: said.recommendation === 'leave' ? exitOn : null,
})

/**
 * Writes what is said of an action of a share, over what was read. It may be incomplete until it is submitted.
 * @param seen the revision that was read; 0 where nothing was written
 * @throws Refusal `exit-early` with the date from which the action may leave | `evaluation-changed` | `text-long` | `not-designated` | `step-validated` | `not-pilot` | …
 */
export function writeEvaluation(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  action: string,
  said: EvaluationSaid & { seen: number },
): Promise<void> {
  const { seen, ...written } = said
  return db.as(scopeOf(actor, 'write-evaluation'), async trx => {
    const { scheme, campaign, evaluation } = await holdAction(trx, actor, code, year, action)
    if ((evaluation?.revision ?? 0) !== seen) refuse('evaluation-changed')
    for (const { field, label } of Object.values(TEXTS))
      if (written[field].length > LONGEST) refuse('text-long', { label })
    for (const one of CRITERIA)
      if ((written.judgements[one]?.words.length ?? 0) > LONGEST)
        refuse('text-long', { label: CRITERION_WORDS[one].label })
    if (written.recommendation === 'leave' && written.exitOn !== null)
      await holdStay(trx, actor, scheme, [{ action, on: written.exitOn }])
    const organisation_id = actor.membership.organisation.id
    if (evaluation === undefined)
      await trx
        .insertInto('evaluation')
        .values({
          ...{ id: randomUUID(), organisation_id, campaign_id: campaign.id, action, validated_at: null },
          ...columnsOf(written),
        })
        .execute()
    else
      await trx
        .updateTable('evaluation')
        .set({ ...columnsOf(written), revision: evaluation.revision + 1 })
        .where('id', '=', evaluation.id)
        .where('organisation_id', '=', organisation_id)
        .execute()
  })
}

/** An evaluation that says all that it must, held. @throws Refusal `evaluation-empty` | `grid-incomplete` | `recommendation-missing` | `advice-missing` | `exit-missing` | `exit-early` | … */
async function readyEvaluation(trx: Writer, actor: Actor, code: string, year: number, action: string) {
  const { scheme, title, evaluation } = await holdAction(trx, actor, code, year, action)
  if (evaluation === undefined) return refuse('evaluation-empty')
  const { id, judgements: kept, grade: whole, recommendation, exit_on: exitOn, ...texts } = evaluation
  const judgements = kept as Judgements
  const rules = await rulesOf(trx, actor, scheme)
  const grade = GRADES.find(one => one === whole) ?? null
  const missing = rules.grid.filter(one => !judgements[one]?.grade).map(one => CRITERION_WORDS[one].label)
  if (missing.length > 0 || grade === null)
    return refuse('grid-incomplete', {
      missing: [...missing, ...(grade ? [] : ['Appréciation d’ensemble'])].join(', '),
    })
  const advised = RECOMMENDATIONS.find(one => one === recommendation) ?? refuse('recommendation-missing')
  if (advised !== 'continue' && texts.advice === '') refuse('advice-missing')
  if (advised === 'leave') await holdStay(trx, actor, scheme, [{ action, on: exitOn ?? refuse('exit-missing') }])
  const { strengths, obstacles, evidence, advice } = texts
  const said = { judgements, grade, strengths, obstacles, evidence, recommendation: advised, advice, exitOn }
  return { id, scheme, title, rules, said }
}

/**
 * Validates the evaluation of an action where no body does: whoever leads answers for it, by name.
 * @throws Refusal `bodies-decide` | `role-lost` | those of an evaluation that does not say all that it must
 */
export function validateEvaluation(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  action: string,
): Promise<void> {
  return db.as(scopeOf(actor, 'validate-evaluation'), async trx => {
    const { id, scheme } = await readyEvaluation(trx, actor, code, year, action)
    await holdAlone(trx, actor, scheme, EVALUATION)
    await trx
      .updateTable('evaluation')
      .set({ validated_at: new Date(), validated_by: actor.person.id })
      .where('id', '=', id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .execute()
  })
}

/**
 * Submits the evaluation of an action to the bodies that validate it.
 * @returns the id of the case
 * @throws Refusal those of an evaluation that does not say all that it must | those of {@link submitCase}
 */
export function submitEvaluation(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  action: string,
  now = new Date(),
): Promise<string> {
  return db.as(scopeOf(actor, 'submit-evaluation'), async trx => {
    const { scheme, title, rules, said } = await readyEvaluation(trx, actor, code, year, action)
    return submitCase(trx, actor, {
      scope: scopeOfScheme(scheme),
      matter: EVALUATION,
      subject: subjectOf(year, action),
      title: `Évaluation ${year}\u00a0: ${title}`.slice(0, 300),
      fingerprint: sha256(canonicalJson(said)),
      words: wordsOf(said, rules),
      called: 'Évaluation d’une action',
      at: now,
    })
  })
}

/** An evaluation as bodies read it, in Markdown. */
function wordsOf(
  said: EvaluationSaid & { grade: 1 | 2 | 3 | 4; recommendation: NonNullable<EvaluationSaid['recommendation']> },
  { grid }: Rules,
): string {
  const lines = grid.map(one => {
    const { grade, words } = said.judgements[one] ?? { grade: null, words: '' }
    return `- **${CRITERION_WORDS[one].label}**\u00a0: ${grade ? GRADE_WORDS[grade] : 'sans note'}.${words && ` ${words}`}`
  })
  const part = (title: string, words: string) => (words === '' ? [] : ['', `**${title}**`, '', words])
  const leaving = said.exitOn ? `, le ${day(said.exitOn)}` : ''
  return [
    `**Appréciation d’ensemble**\u00a0: ${GRADE_WORDS[said.grade]}.`,
    '',
    ...lines,
    ...part('Points forts', said.strengths),
    ...part('Freins', said.obstacles),
    ...part('Preuves', said.evidence),
    ...part(
      `Recommandation\u00a0: ${RECOMMENDATION_WORDS[said.recommendation].toLocaleLowerCase('fr')}${leaving}`,
      said.advice || 'Sans réserve.',
    ),
  ].join('\n')
}
