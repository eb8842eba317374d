import { IndicatorChart, type KeptTold, toldAgain } from '#features/indicators'
import type { Block, Paper } from '#platform/paper'
import { fr } from '#ui'
import { chartNamed } from '../bilan/composing/axes.ts'
import { Blocks, Contents } from './Blocks.tsx'
import { type Cut, cutOf, idsIn, type Part, type Places } from './cutting.ts'
import { InOneFile, PartContents } from './PartContents.tsx'

/** What a page draws of a bilan. */
export interface Drawn {
  paper: Paper
  charts: readonly KeptTold[]
}

const cuts = new WeakMap<readonly Block[], Cut>()
/** The pages of a bilan. */
export function partsOf({ paper: { blocks } }: Drawn): Cut {
  const cut = cuts.get(blocks) ?? cutOf(blocks)
  cuts.set(blocks, cut)
  return cut
}

/** A bilan in a page: its contents, then all of it or what comes before its parts; charts take the width that there is. */
export const ReportBody = ({ content, places }: { content: Drawn; places: Places }) => {
  const { front, parts } = partsOf(content)
  if (parts.length === 0)
    return (
      <>
        <Contents of={front} />
        <Report of={front} charts={content.charts} />
      </>
    )
  return (
    <>
      <PartContents {...{ front, parts, places }} />
      <Report of={led(front, { front, parts }, idsIn(front), places)} charts={content.charts} />
    </>
  )
}

/** A part of a bilan that is larger than a page. */
export const ReportPart = ({ content, part, places }: { content: Drawn; part: Part; places: Places }) => {
  const { named, under, depth } = part
  const blocks = led(part.blocks, partsOf(content), heldBy(part), places)
  const headings = under.map(one => ({ ...one, id: `suite-${one.id}`, text: fr`${one.text} (suite)` }))
  return (
    <>
      {named.map(({ id }) => (
        <span id={id} />
      ))}
      <Report of={[...headings, ...blocks].map(block => raised(block, depth))} charts={content.charts} />
      <InOneFile places={places} />
    </>
  )
}

const Report = ({ of, charts }: { of: readonly Block[]; charts: readonly KeptTold[] }) => {
  const told = new Map(charts.map(one => [one.definition.key, one]))
  const chart = (id: string) => {
    const { name, key } = chartNamed(id)
    const one = told.get(key)
    return one ? <IndicatorChart told={toldAgain(one)} name={name} id={id} /> : null
  }
  return (
    <div class="report stack">
      <Blocks of={of} chart={chart} />
    </div>
  )
}

/** What may be led to in a part. */
export const heldBy = ({ named, blocks }: Part): string[] => idsIn([...named, ...blocks])

/** A heading as it is under a title that says those above it. */
const raised = (block: Block, depth: number): Block =>
  block.as === 'heading' ? { ...block, level: Math.max(1, block.level - depth) as 1 | 2 | 3 | 4 } : block

/** The same pieces, whose links to others lead to the page where they are. */
function led(blocks: readonly Block[], { front, parts }: Cut, here: readonly string[], places: Places): Block[] {
  const pages = new Map<string, string>([
    ...parts.flatMap(part => heldBy(part).map(id => [`#${id}`, places.part(part.name)] as const)),
    ...idsIn(front).map(id => [`#${id}`, places.home] as const),
    ...here.map(id => [`#${id}`, ''] as const),
  ])
  return JSON.parse(JSON.stringify(blocks), (key, value) =>
    key === 'link' && typeof value === 'string' ? (pages.get(value) ?? '') + value : value,
  ) as Block[]
}
