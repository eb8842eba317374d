import { z } from 'zod'
import { RHYTHMS } from '#kernel'
import { day, decimal, key, line, lines, optionalLine, paragraph, period, siren, text } from './fields.ts'

/** The version of the format: docs/scheme.schema.json describes it. */
export const FORMAT = 'mieuxdisant-scheme/1'

export const PILLARS = ['environmental', 'social', 'economic'] as const
export type Pillar = (typeof PILLARS)[number]

const axis = z.strictObject({
  key,
  code: optionalLine(20),
  title: line(300),
  text: paragraph(5000),
  pillar: z.enum(PILLARS).nullable().default(null),
})

const objective = z.strictObject({
  key,
  /** The key of its axis. */
  parent: key,
  code: optionalLine(20),
  title: line(300),
  text: paragraph(5000),
})

const step = z.strictObject({
  /** Unique in the action: what is said of a step stays with it when it is reworded. */
  key,
  title: line(500),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
})

const action = z.strictObject({
  key,
  /** The key of its objective, or of its axis where the scheme has no objectives. */
  parent: key,
  code: optionalLine(20),
  title: line(300),
  aim: paragraph(5000),
  description: paragraph(20_000),
  /** Directorates that pilot it, and those that it changes: never the same list. */
  pilots: lines,
  impacted: lines,
  partners: lines,
  /** Steps, dated or not, in the order of the sheet; none is a state of its own. */
  calendar: z.array(step).max(100).default([]),
  evaluation: lines,
  projects: lines,
  /** Links to other plans: Agenda 21, PCAET… */
  plans: lines,
  pillars: z.array(z.enum(PILLARS)).max(3).default([]),
  families: lines,
  themes: lines,
  /** What the law says of it, as the scheme cites it. */
  legal: lines,
  remark: paragraph(5000),
  /** The day it entered the scheme. */
  entered: day.nullable().default(null),
  /** The day it left, and why. */
  left: z
    .strictObject({ on: day, reason: line(2000) })
    .nullable()
    .default(null),
  /** SIREN of the buyer whose own action it is in a joint scheme; null for an action of all. */
  buyer: siren.nullable().default(null),
})

/** A number of an indicator at a time, and where it comes from. */
const figure = z.strictObject({
  period,
  /** Key of the breakdown row; null for the whole. */
  row: key.nullable().default(null),
  value: decimal.nullable().default(null),
  numerator: decimal.nullable().default(null),
  denominator: decimal.nullable().default(null),
  source: paragraph(1000),
})
/** Where an indicator starts from. « none » is said on purpose; null is not said yet. */
const baseline = z
  .union([z.strictObject({ none: line(1000) }), figure])
  .nullable()
  .default(null)
const target = z.strictObject({
  /** Null where the scheme gives no year. */
  period: period.nullable().default(null),
  row: key.nullable().default(null),
  value: decimal,
  /** An intention rather than a commitment. */
  tentative: z.boolean().default(false),
  source: paragraph(1000),
})
/** « none » says that no numeric target is set, on purpose, and why. */
const targets = z
  .union([z.strictObject({ none: line(1000) }), z.array(target).min(1).max(200)])
  .nullable()
  .default(null)

export const INDICATOR_KINDS = ['count', 'amount', 'ratio', 'change', 'deliverable', 'scale'] as const
export const DIRECTIONS = ['up', 'down', 'none'] as const

const indicator = z.strictObject({
  key,
  /** What it belongs to: an action, an objective, an axis; null for the scheme. */
  parent: key.nullable().default(null),
  code: optionalLine(30),
  label: line(500),
  kind: z.enum(INDICATOR_KINDS),
  unit: optionalLine(60),
  numerator: optionalLine(300),
  denominator: optionalLine(300),
  direction: z.enum(DIRECTIONS).default('none'),
  rhythm: z.enum(RHYTHMS).default('year'),
  /** What its rows are (label, product family…), and the rows; none where it has one figure a period. */
  breakdown: z
    .strictObject({
      by: line(200),
      rows: z
        .array(z.strictObject({ key, label: line(200) }))
        .min(1)
        .max(100),
    })
    .nullable()
    .default(null),
  /** The levels of a qualitative scale, lowest first. */
  levels: lines,
  source: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('entered') }),
      z.strictObject({
        kind: z.literal('measured'),
        measure: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
        filters: z.record(z.string().regex(/^[a-z-]{1,40}$/), text(200)).default({}),
      }),
      z.strictObject({ kind: z.literal('formula'), formula: line(2000) }),
    ])
    .default({ kind: 'entered' }),
  /** Data that other indicators are computed from: not counted among the scheme’s indicators. */
  support: z.boolean().default(false),
  counted: paragraph(2000),
  excluded: paragraph(2000),
  /** Where the data come from, and who collects them. */
  collected: paragraph(2000),
  remark: paragraph(5000),
  baseline,
  targets,
  legal: z
    .array(z.strictObject({ period: period.nullable().default(null), value: decimal, source: line(500) }))
    .max(50)
    .default([]),
  peers: z
    .array(z.strictObject({ period, value: decimal, source: line(500) }))
    .max(50)
    .default([]),
})

/** What a buyer of a joint scheme starts from and aims at, where it is not what the indicator says for all. */
const own = z.strictObject({ key, /** Of the indicator. */ parent: key, buyer: siren, baseline, targets })

export const VALUE_STATES = ['draft', 'submitted', 'validated', 'published', 'refused'] as const

const value = z.strictObject({
  /** Of the indicator. */
  indicator: key,
  period,
  row: key.nullable().default(null),
  /** Null in a scheme of one buyer. */
  buyer: siren.nullable().default(null),
  value: decimal.nullable().default(null),
  numerator: decimal.nullable().default(null),
  denominator: decimal.nullable().default(null),
  /** What a deliverable or a level says. */
  words: optionalLine(500),
  comment: paragraph(5000),
  state: z.enum(VALUE_STATES).default('draft'),
})

/** The parts of a scheme's text, each in one list, in order. */
export const PARTS = { axis, objective, action, indicator, own } as const
export type PartKind = keyof typeof PARTS
export type Axis = z.infer<typeof axis>
export type Objective = z.infer<typeof objective>
export type Action = z.infer<typeof action>
export type Indicator = z.infer<typeof indicator>
export type Own = z.infer<typeof own>
export type Figure = z.infer<typeof figure>
export type Target = z.infer<typeof target>
export type DocumentValue = z.infer<typeof value>
export interface Part {
  axis: Axis
  objective: Objective
  action: Action
  indicator: Indicator
  own: Own
}

/** What is said of the scheme as a whole. */
export const cover = z.strictObject({
  title: line(300),
  edition: optionalLine(100),
  from: day,
  to: day,
  summary: paragraph(10_000),
  /** Said on each of its pages: what kind of scheme this is, where it is not simply the buyer's own. */
  notice: paragraph(1000),
  /** Those whose scheme it is, the one that leads first, as the text names them; who shares it here, with an account, is `scheme_buyer`. */
  buyers: z
    .array(z.strictObject({ siren, name: line(200) }))
    .max(100)
    .default([]),
})
export type Cover = z.infer<typeof cover>

/** What an assembly decided of a version: when, the number of its deliberation, how it voted. */
export const adoption = z.strictObject({ on: day, deliberation: optionalLine(100), vote: optionalLine(200) })
export type Adoption = z.infer<typeof adoption>

/** A whole scheme as it is exchanged: read by {@link readDocument}, which also checks that its parts hold together. */
export const document = z.strictObject({
  format: z.literal(FORMAT),
  code: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/),
  ...cover.shape,
  adoption: adoption.nullable().default(null),
  axes: z.array(axis).max(100).default([]),
  objectives: z.array(objective).max(500).default([]),
  actions: z.array(action).max(2000).default([]),
  indicators: z.array(indicator).max(5000).default([]),
  own: z.array(own).max(20_000).default([]),
  values: z.array(value).max(500_000).default([]),
})
export type SchemeDocument = z.infer<typeof document>

/** Where the parts of each kind are in a document. */
export const LIST = {
  axis: 'axes',
  objective: 'objectives',
  action: 'actions',
  indicator: 'indicators',
  own: 'own',
} as const satisfies Record<PartKind, keyof SchemeDocument>
