import { z } from 'zod'
import { tidy } from '#kernel'
import type { Sent } from '#platform/http'
import { type EvaluationSaid, GRADES, type Grade, type Judgements, RECOMMENDATIONS } from './evaluation.ts'
import { refuse } from './labels.ts'
import { CRITERIA, KINDS, type Rules, rules, STEP_NAMES, WHENS } from './rules/settings.ts'

const text = z.string().catch('')
const amendment = z.object({ action: text, motif: text })
/** A change of a share, as its form sends it. */
export function readAmendment(sent: Sent): { action: string; reason: string } {
  const { action, motif } = amendment.parse(sent)
  return { action, reason: motif }
}

export const readYear = (sent: Sent): number =>
  z.object({ annee: z.coerce.number().int().min(1990).max(2100).catch(0) }).parse(sent).annee

const gradeIn = (sent: unknown): Grade | null => GRADES.find(grade => String(grade) === sent) ?? null
const said = z.object({
  note: z.unknown(),
  recommandation: z.enum(RECOMMENDATIONS).nullable().catch(null),
  sortie: z.iso.date().nullable().catch(null),
  vu: z.coerce.number().int().min(0).catch(0),
})

/** An evaluation as its form sends it, incomplete where it is. */
export function readEvaluation(sent: Sent): EvaluationSaid & { seen: number } {
  const { note, recommandation, sortie, vu } = said.parse(sent)
  const words = (name: string): string => tidy(text.parse(sent[name]))
  const judgements: Judgements = {}
  for (const one of CRITERIA) {
    const [grade, why] = [gradeIn(sent[`note-${one}`]), words(`mots-${one}`)]
    if (grade !== null || why !== '') judgements[one] = { grade, words: why }
  }
  return {
    judgements,
    grade: gradeIn(note),
    strengths: words('forts'),
    obstacles: words('freins'),
    evidence: words('preuves'),
    recommendation: recommandation,
    advice: words('conseil'),
    exitOn: recommandation === 'leave' ? sortie : null,
    seen: vu,
  }
}

const LABELS: Readonly<Record<string, string>> = {
  first: 'Première année',
  years: 'Nombre d’années',
  oneIn: 'Part évaluée chaque année',
  stay: 'Durée minimale',
  grid: 'Critères',
  steps: 'Étapes',
  remind: 'Rappels',
}
const list = z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(z.enum(CRITERIA)))
const number = (sent: unknown) =>
  typeof sent === 'string' && /^\d{1,4}$/.test(sent.trim()) ? Number(sent) : Number.NaN

/** A number of days; the usual one where the form has no such field. */
const inDays = (sent: unknown) => (sent === undefined ? undefined : number(sent))

/** The rules of a cycle as their form sends them. @throws Refusal `rules-invalid` */
export function readRules(sent: Sent): Rules {
  const read = rules.safeParse({
    first: sent['premiere'] === '' ? null : number(sent['premiere']),
    years: number(sent['annees']),
    oneIn: number(sent['part']),
    stay: number(sent['duree']),
    stayFrom: sent['depuis'],
    strategyFor: sent['strategie'],
    publishYearly: sent['publier'] === 'oui',
    grid: list.safeParse(sent['grille']).data,
    remind: {
      first: inDays(sent['rappel']),
      second: inDays(sent['relance']),
      every: inDays(sent['retard']),
    },
    steps: Object.fromEntries(
      STEP_NAMES.map(name => [
        name,
        {
          body: z.enum(KINDS).safeParse(sent[`qui-${name}`]).data ?? '',
          when: z.enum(WHENS).safeParse(sent[`quand-${name}`]).data ?? '',
        },
      ]),
    ),
  })
  return read.success
    ? read.data
    : refuse('rules-invalid', { label: LABELS[String(read.error.issues[0]?.path[0])] ?? 'Étapes' })
}
