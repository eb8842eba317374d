import { z } from 'zod'
import { document, FORMAT } from '../document/document.ts'

/** What each field holds, by its place in the document, or by its own name where it says the same everywhere. */
const MEANING: Record<string, string> = {
  format: 'Version of this format.',
  code: 'Short mark that people quote, such as 1-1.3; it may change.',
  '.code': 'Permanent address of the scheme on the site that holds it: lower case, digits and hyphens.',
  title: 'Title.',
  edition: 'Which edition of the scheme this is.',
  '.from': 'First day that the scheme covers.',
  '.to': 'Last day that the scheme covers.',
  summary: 'What the scheme is for, in a few paragraphs.',
  notice: 'Said on each of its pages: what kind of scheme this is, where it is not simply the buyer’s own.',
  buyers: 'Whose scheme it is, the one that leads first.',
  siren: 'SIREN of an organisation: nine digits, with a valid Luhn key.',
  'buyers.name': 'Name of the buyer.',
  adoption: 'When the text was adopted; null for a draft.',
  on: 'The day.',
  deliberation: 'Number of the deliberation.',
  vote: 'How the assembly voted.',
  axes: 'Axes, in order.',
  objectives: 'Objectives, in order.',
  actions: 'Action sheets, in order.',
  indicators: 'Indicators, in order.',
  own: 'What a buyer of a joint scheme starts from and aims at, where it is not what the indicator says for all.',
  values: 'Values of the indicators; in no order that means anything.',
  key: 'Names the part for ever, unique in the document: parents, values and comments refer to it.',
  parent: 'Key of the part that holds this one.',
  'objectives.parent': 'Key of its axis.',
  'actions.parent': 'Key of its objective, or of its axis.',
  'indicators.parent': 'Key of an action, an objective or an axis; null for an indicator of the whole scheme.',
  'own.parent': 'Key of the indicator.',
  text: 'What it says.',
  pillar: 'Pillar of sustainable development.',
  pillars: 'Pillars of sustainable development that the action serves.',
  aim: 'What the action is for.',
  description: 'What is done, and how.',
  pilots: 'Directorates that pilot the action.',
  impacted: 'Directorates that the action changes; never the same list as those that pilot it.',
  partners: 'Partners outside the organisation.',
  calendar: 'Steps, in the order of the sheet; an empty list says that the action has none.',
  'calendar.key': 'Names the step for ever, unique in the action.',
  'calendar.from': 'First day of the step; null where it is not dated.',
  'calendar.to': 'Last day of the step; null where it is not dated.',
  evaluation: 'How the action is evaluated.',
  projects: 'Linked projects.',
  plans: 'Links to other plans, such as Agenda 21 or the PCAET.',
  families: 'Families of purchases.',
  themes: 'Themes.',
  'actions.legal': 'What the law says of it, as the scheme cites it.',
  remark: 'What a reader should know besides.',
  entered: 'Day on which the action entered the scheme.',
  left: 'When and why the action left the scheme.',
  reason: 'Why.',
  buyer: 'SIREN of the buyer that it concerns, one of `buyers`; null for all of them.',
  label: 'What it is called.',
  kind: 'What kind of indicator it is.',
  'source.kind': 'Where the values come from: typed, computed from data of the platform, or from other indicators.',
  unit: 'Unit, such as %, € HT or kg.',
  numerator: 'What the numerator counts, or its value.',
  denominator: 'What the denominator counts, or its value.',
  direction: 'Which way is better.',
  rhythm: 'How often it is measured.',
  breakdown: 'Rows into which each period is split.',
  by: 'What the rows are: label, product family, territory…',
  rows: 'The rows, in order.',
  levels: 'Levels of a qualitative scale, the lowest first.',
  source: 'Where it comes from.',
  measure: 'Name of the measure, such as contracts.social-share.',
  filters: 'What narrows the measure.',
  formula: 'Formula over other indicators: see formulas.md.',
  support: 'Data that other indicators are computed from: not counted among the indicators of the scheme.',
  counted: 'What is counted.',
  excluded: 'What is left out.',
  collected: 'Where the data come from, and who collects them.',
  baseline: 'T0: a figure, or why there is none; null where nothing is said yet.',
  targets: 'Targets, or why none is set; null where nothing is said yet.',
  none: 'Why there is none.',
  period: 'Calendar year (2025), half-year (2025-S1) or quarter (2025-T3).',
  row: 'Key of a row of the breakdown; null for the whole.',
  value: 'Decimal number as text, with a point and no trailing zero.',
  tentative: 'An intention rather than a commitment.',
  legal: 'Legal minima.',
  peers: 'Means of comparable buyers.',
  indicator: 'Key of the indicator.',
  words: 'What a deliverable or a level says.',
  comment: 'Comment.',
  state: 'How far the value is: only published ones are public.',
}

/** What code checks and the shape of a text does not say. */
const PATTERNS: Record<string, string> = {
  siren: '^[0-9]{9}$',
  buyer: '^[0-9]{9}$',
  period: '^(19|20)[0-9]{2}(-(S[12]|T[1-4]))?$',
}

type Node = { [name: string]: unknown; properties?: Record<string, Node>; items?: Node; anyOf?: Node[]; oneOf?: Node[] }

/** The same schema where each field says what it holds. @param of the field that the node is the value of */
function explained(node: Node, of = ''): Node {
  const { properties, items, anyOf, oneOf, ...own } = node
  const pattern = [own['type']].flat().includes('string') ? PATTERNS[of] : undefined
  const alternatives = (nodes: Node[]) => nodes.map(one => explained(one, of))
  return {
    ...own,
    ...(pattern ? { pattern } : {}),
    ...(anyOf ? { anyOf: alternatives(anyOf) } : {}),
    ...(oneOf ? { oneOf: alternatives(oneOf) } : {}),
    ...(items ? { items: explained(items, of) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, held]) => {
              const description = MEANING[`${of}.${name}`] ?? MEANING[name]
              if (description === undefined) throw new Error(`say what ${of}.${name} holds`)
              return [name, { description, ...explained(held, name) }]
            }),
          ),
        }
      : {}),
  }
}

/** The JSON Schema (2020-12) of the documents that are exchanged. What parts say of one another is beyond it: `readDocument` checks it. */
export function documentSchema(): Record<string, unknown> {
  const { $schema, ...shape } = z.toJSONSchema(document, { io: 'input', target: 'draft-2020-12' })
  return {
    $schema,
    title: FORMAT,
    description:
      'A responsible purchasing scheme of French public buyers (SPASER): its text, the definitions of its indicators, and their values. Texts are in the language of the buyer. Keys are unique across the document; what refers to a key must find it.',
    ...explained(shape as Node),
  }
}
