import type { Block } from '#platform/paper'
import { fr } from '#ui'

export type Heading = Extract<Block, { as: 'heading' }>

/** A part of a document that has a page of its own. */
export interface Part {
  /** Lower case letters, digits and dashes: the name of the piece that it begins with; where it goes on with what another began, a dot and a number too. */
  name: string
  /** The headings that say what it is part of, without its number. */
  label: string
  /** The same with it: « Axe par axe : 1 Se fournir (2 sur 3) ». */
  title: string
  /** Headings at its beginning that its title says already. */
  named: readonly Heading[]
  /** Headings of the part before that it is still under. */
  under: readonly Heading[]
  blocks: readonly Block[]
  /** How deep the headings are that its title says. */
  depth: number
}

/** A document as its pages: all of it on the first, or what comes first and then its parts. */
export interface Cut {
  front: readonly Block[]
  parts: readonly Part[]
}

/** Where the pages of a document that is larger than one are. */
export interface Places {
  home: string
  /** Of each part, by its name. */
  part(name: string): string
  /** Where all of it is in one file, to print. */
  whole: string
}

/** What one page holds of a document that is not cut, and of each part of one that is: about as many bytes, seven or eight times less once packed. */
export const WHOLE = 200_000
export const MOST = 120_000
/** Beside its contents, on the first page. */
const FRONT = 80_000
/** A chart with its table, in a page. */
const CHART = 4000

const weights = new WeakMap<Block, number>()
/** About as many bytes as it takes in a page. */
export function weightOf(block: Block): number {
  const known = weights.get(block)
  if (known !== undefined) return known
  const weight = block.as === 'chart' ? CHART : JSON.stringify(block).length
  weights.set(block, weight)
  return weight
}
const weighing = (blocks: readonly Block[]) => blocks.reduce((sum, block) => sum + weightOf(block), 0)

const isHeading = (block: Block | undefined): block is Heading => block?.as === 'heading'
const idOf = (block: Block | undefined) => (block && 'id' in block ? block.id : undefined)

/** Groups in their order, as many together as do not weigh more; one that does is alone. */
function together<T>(groups: readonly T[], most: number, weigh: (group: T) => number): T[][] {
  const all: T[][] = []
  let weight = Number.POSITIVE_INFINITY
  for (const group of groups) {
    const more = weigh(group)
    weight += more
    if (weight > most) {
      all.push([])
      weight = more
    }
    all.at(-1)?.push(group)
  }
  return all
}

/** Begins a group with each block that does. */
function groupsOf(blocks: readonly Block[], begins: (block: Block, before: Block | undefined) => boolean): Block[][] {
  const groups: Block[][] = []
  for (const [at, block] of blocks.entries())
    if (groups.length === 0 || begins(block, blocks[at - 1])) groups.push([block])
    else groups.at(-1)?.push(block)
  return groups
}

const numbered = (at: number, of: number) => fr`(${at} sur ${of})`

/** A table or a list that no page holds, as several. */
function divided(block: Block): Block[] {
  const most = MOST * 0.9
  if (weightOf(block) <= most) return [block]
  if (block.as === 'list' && !block.ordered)
    return together(block.items, most, item => JSON.stringify(item).length).map(items => ({ ...block, items }))
  if (block.as !== 'table') return [block]
  const { note, ...table } = block
  const pieces = together(block.rows, most, row => JSON.stringify(row).length)
  return pieces.map((rows, at) => ({
    ...table,
    id: at === 0 ? block.id : `${block.id}.${at + 1}`,
    caption: `${block.caption} ${numbered(at + 1, pieces.length)}`,
    rows,
    ...(at === pieces.length - 1 && note !== undefined ? { note } : {}),
  }))
}

/** Pages that each begin with a heading where one can, of the highest level that is low enough. */
function pagesOf(blocks: readonly Block[], level: number): Block[][] {
  if (weighing(blocks) <= MOST) return [[...blocks]]
  if (level > 4) {
    // A heading stays with what it leads to.
    const groups = groupsOf(blocks.flatMap(divided), (_, before) => !isHeading(before))
    return together(groups, MOST, weighing).map(page => page.flat())
  }
  const pages: Block[][] = []
  let open: Block[] = []
  for (const group of groupsOf(blocks, block => isHeading(block) && block.level <= level)) {
    const heavy = weighing(group) > MOST
    if (!open.every(isHeading) && (heavy || weighing(open) + weighing(group) > MOST)) {
      pages.push(open)
      open = []
    }
    if (heavy) pages.push(...pagesOf([...open, ...group], level + 1))
    open = heavy ? [] : [...open, ...group]
  }
  return open.length === 0 ? pages : [...pages, open]
}

/**
 * Cuts a document that is larger than a page: its first sections stay on the first page, each of the others has one, or several. The same document is
 * always cut in the same way. What is published has these addresses for ever: other limits would make others.
 */
export function cutOf(blocks: readonly Block[]): Cut {
  if (weighing(blocks) <= WHOLE) return { front: blocks, parts: [] }
  const sections = groupsOf(blocks, block => isHeading(block) && block.level === 1)
  const first = sections.findIndex((_, at) => weighing(sections.slice(0, at + 1).flat()) > FRONT)
  const pages = sections.slice(first).flatMap(section => pagesOf(section, 2))
  return { front: sections.slice(0, first).flat(), parts: partsOf(pages) }
}

function partsOf(pages: readonly Block[][]): Part[] {
  const names = new Set<string>()
  const trail: (Heading | undefined)[] = []
  let last = 'suite'
  const parts = pages.map(page => {
    const before = [...trail]
    const aims = new Set<Heading | undefined>()
    let [name, count] = [idOf(page[0]) ?? '', 1]
    while (name === '' || names.has(name)) name = `${last}.${++count}`
    names.add(name)
    for (const block of page) {
      last = idOf(block) ?? last
      if (isHeading(block)) {
        trail.length = block.level + 1
        trail[block.level] = block
      }
      if (!isHeading(block) || block.level > 1) aims.add(trail[2])
    }
    const [aim] = aims
    const titled = [trail[1], aims.size === 1 ? aim : undefined].filter(isHeading)
    const saying = page.findIndex(block => !isHeading(block) || !titled.includes(block))
    const blocks = saying === -1 ? [] : page.slice(saying)
    const named = page.slice(0, page.length - blocks.length).filter(isHeading)
    const [begins] = blocks
    const under = before.slice(titled.length + 1, isHeading(begins) ? begins.level : before.length).filter(isHeading)
    return {
      name,
      label: titled.map(({ text }) => text).join(fr` : `) || 'Suite',
      named,
      under: named.length > 0 ? [] : under,
      blocks,
      depth: titled.length,
    }
  })
  const ranks = new Map<string, number>()
  return parts.map(part => {
    const alike = parts.filter(({ label }) => label === part.label).length
    const rank = (ranks.get(part.label) ?? 0) + 1
    ranks.set(part.label, rank)
    return { ...part, title: alike === 1 ? part.label : `${part.label} ${numbered(rank, alike)}` }
  })
}

/** What may be led to in some pieces: headings, tables, charts. */
export const idsIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(block => {
    if (block.as === 'aside') return idsIn(block.blocks)
    if (block.as === 'list') return idsIn(block.items.flat())
    return idOf(block) ?? []
  })
