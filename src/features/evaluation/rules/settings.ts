import { z } from 'zod'

/** Kinds of bodies that steps are expected of. */
export const KINDS = ['political', 'technical', 'working-group', 'assembly'] as const
export type Kind = (typeof KINDS)[number]

/** When a step is expected within its year. */
export const WHENS = ['year', 's1', 's2', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const
export type When = (typeof WHENS)[number]

/** The steps of a cycle: who they are expected of, and when, where the source says it. */
export const STEPS = {
  writing: ['working-group', 'year'],
  strategy: ['political', 's2'],
  'first-choice': ['technical', '1'],
  'first-validation': ['political', '1'],
  choice: ['technical', '12'],
  validation: ['political', '12'],
  'follow-up': ['working-group', 'year'],
  bilan: ['working-group', 's1'],
  'bilan-validation': ['technical', '7'],
  sheets: ['working-group', 's1'],
  additions: ['technical', '12'],
  exits: ['technical', '12'],
  'global-bilan': ['working-group', 's1'],
  'global-validation': ['technical', '7'],
  'global-adoption': ['political', 's2'],
  rewriting: ['working-group', 's2'],
  orientation: ['technical', '12'],
  'renewal-strategy': ['political', 's2'],
  renewal: ['assembly', 's2'],
} as const satisfies Record<string, readonly [Kind, When]>
export type StepName = keyof typeof STEPS
export const STEP_NAMES = Object.keys(STEPS) as StepName[]

const step = (name: StepName) =>
  z.object({ body: z.enum(KINDS), when: z.enum(WHENS) }).default({ body: STEPS[name][0], when: STEPS[name][1] })
const steps = z.object(
  Object.fromEntries(STEP_NAMES.map(name => [name, step(name)])) as Record<StepName, ReturnType<typeof step>>,
)

export const CRITERIA = ['relevance', 'effectiveness', 'efficiency', 'effects', 'practices'] as const
export type Criterion = (typeof CRITERIA)[number]

/** How a scheme is evaluated: each setting begins with what the Pas-de-Calais wrote of its own (2017–2020). */
export const rules = z.object({
  /** One action in how many is evaluated each year. */
  oneIn: z.int().min(1).max(10).default(3),
  /** Years whose shares are evaluated; the global bilan is of the year after. */
  years: z.int().min(1).max(10).default(3),
  /** The first of them; null for the year of the first adoption. */
  first: z.int().min(1990).max(2100).nullable().default(null),
  /** Years before an action may leave. */
  stay: z.int().min(0).max(20).default(3),
  /** What those years are counted from: the first adoption of the scheme, or the day the action entered it. */
  stayFrom: z.enum(['scheme', 'entry']).default('scheme'),
  /** Which year the strategy of a second semester is for. */
  strategyFor: z.enum(['same', 'next']).default('next'),
  /** Whether the bilan of each share is published, or the global one alone. */
  publishYearly: z.boolean().default(false),
  /** What evaluations judge. */
  grid: z
    .array(z.enum(CRITERIA))
    .min(1)
    .max(CRITERIA.length)
    .default([...CRITERIA]),
  steps: steps.prefault({}),
  /** When people are reminded of what they owe, in days: twice before its last one, then every so many once it is past. */
  remind: z
    .object({
      first: z.int().min(1).max(180).default(30),
      second: z.int().min(0).max(60).default(7),
      every: z.int().min(1).max(60).default(7),
    })
    .prefault({}),
})
export type Rules = z.infer<typeof rules>
export const DEFAULT_RULES: Rules = rules.parse({})
