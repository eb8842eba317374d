import MarkdownIt, { type Token } from 'markdown-it'
import { keepable } from '#kernel'
import type { Block, Cell, Run } from './paper.ts'

/** Deeper than any text that is meant to be read. */
const DEEPEST = 20

function reader() {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: true })
  // Pictures would come from elsewhere, and have no words of their own.
  md.disable('image')
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  md.validateLink = url => /^(?:https?:|mailto:)/i.test(url)
  return md
}

let kept: ReturnType<typeof reader> | undefined

function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = []
  const now: { strong: number; emphasis: number; links: string[] } = { strong: 0, emphasis: 0, links: [] }
  const say = (text: string) => {
    if (text === '') return
    const link = now.links.at(-1)
    runs.push({
      text,
      ...(now.strong > 0 ? { strong: true as const } : {}),
      ...(now.emphasis > 0 ? { emphasis: true as const } : {}),
      ...(link ? { link } : {}),
    })
  }
  for (const token of tokens) {
    const by = token.nesting
    if (token.type.startsWith('strong_')) now.strong += by
    else if (token.type.startsWith('em_')) now.emphasis += by
    else if (token.type === 'link_open') now.links.push(String(token.attrGet('href') ?? ''))
    else if (token.type === 'link_close') now.links.pop()
    else if (token.type === 'softbreak' || token.type === 'hardbreak') say('\n')
    else say(token.content)
  }
  return runs
}

/** A place in the tokens of a text, and what names its tables and headings. */
interface Reading {
  tokens: readonly Token[]
  at: number
  /** Of the headings that are open, as their writer chose them. */
  open: number[]
  top: number
  prefix: string
  named: number
}

/** Blocks up to the closing of the token that was opened before. */
function blocksIn(reading: Reading): Block[] {
  const blocks: Block[] = []
  while (reading.at < reading.tokens.length) {
    const token = reading.tokens[reading.at++] as Token
    if (token.nesting === -1 && token.type !== 'paragraph_close') return blocks
    switch (token.type) {
      case 'heading_open':
        blocks.push(headingOf(reading, Number(token.tag.slice(1))))
        break
      case 'bullet_list_open':
      case 'ordered_list_open':
        blocks.push(listOf(reading, token.type === 'ordered_list_open'))
        break
      case 'blockquote_open':
        blocks.push({ as: 'aside', title: '', blocks: blocksIn(reading) })
        break
      case 'table_open':
        blocks.push(tableOf(reading))
        break
      case 'inline': {
        const runs = runsOf(token.children ?? [])
        if (runs.length > 0) blocks.push({ as: 'text', runs })
        break
      }
      case 'fence':
      case 'code_block':
        blocks.push({ as: 'text', runs: [{ text: token.content.trimEnd() }] })
        break
    }
  }
  return blocks
}

function headingOf(reading: Reading, wanted: number): Block {
  const { open } = reading
  while ((open.at(-1) ?? 0) >= wanted) open.pop()
  open.push(wanted)
  const inline = reading.tokens[reading.at] as Token
  reading.at += 2
  const level = Math.min(reading.top + open.length - 1, 4) as 1 | 2 | 3 | 4
  const text = runsOf(inline.children ?? []).map(run => run.text).join('') // biome-ignore format: short
  return { as: 'heading', level, id: `${reading.prefix}-${++reading.named}`, text }
}

function listOf(reading: Reading, ordered: boolean): Block {
  const items: Block[][] = []
  while (reading.tokens[reading.at]?.type === 'list_item_open') {
    reading.at++
    items.push(blocksIn(reading))
  }
  reading.at++
  return { as: 'list', ordered, items }
}

function tableOf(reading: Reading): Block {
  const rows: Cell[][] = []
  const numeric: boolean[] = []
  for (
    let token = reading.tokens[reading.at++];
    token && token.type !== 'table_close';
    token = reading.tokens[reading.at++]
  ) {
    if (token.type === 'tr_open') rows.push([])
    if (token.type === 'th_open') numeric.push(/right/.test(String(token.attrGet('style') ?? '')))
    if (token.type === 'inline') rows.at(-1)?.push({ text: runsOf(token.children ?? []).map(run => run.text).join('') }) // biome-ignore format: short
  }
  const [heads = [], ...lines] = rows
  const number = ++reading.named
  return {
    as: 'table',
    id: `${reading.prefix}-${number}`,
    caption: `Tableau ${number}`,
    columns: heads.map(({ text }, column) => ({ head: text, ...(numeric[column] ? { numeric: true as const } : {}) })),
    rows: lines.map(line => heads.map((_, column) => line[column] ?? { text: '' })),
  }
}

/**
 * A text in Markdown as blocks: no HTML of its writer's, no picture, links to http, https and mailto addresses only. What is nested past all
 * reading is kept as it was written.
 * @param top the level of its first heading, so that the document keeps one outline
 * @param prefix what names its headings and tables, unique in the document
 */
export function markdownBlocks(text: string, top: 2 | 3 | 4, prefix: string): Block[] {
  const clean = keepable(text)
  kept ??= reader()
  const tokens = kept.parse(clean, {})
  if (tokens.some(({ level }) => level > DEEPEST)) return [{ as: 'text', runs: [{ text: clean }] }]
  return blocksIn({ tokens, at: 0, open: [], top, prefix, named: 0 })
}
