/** Documents as PDF files that everybody can read, by screen readers too. */
import type { Block, Paper } from '#platform/paper'
import { threadOf } from '#platform/threads'

const write = threadOf<Paper, Uint8Array<ArrayBuffer>>('src/platform/pdf/pdf-worker.mjs', 'no PDF')

/** Charts that say nothing to those who do not see them, wherever they are. */
const silentIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(block => {
    if (block.as === 'aside') return silentIn(block.blocks)
    if (block.as === 'list') return silentIn(block.items.flat())
    return block.as === 'chart' && block.alt.trim() === '' ? [block.id] : []
  })

/**
 * A document as a PDF/UA-1 file: tagged, with its bookmarks, in A4, the same bytes for the same document. Written in a thread of its own. Signs
 * that none of its fonts draws are written □; links to a piece that is not in the document become plain words.
 * @throws what is not accessible or not a drawing: a chart without words, a title that is empty, a heading two levels under the one before
 */
export async function pdfOf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const [silent] = silentIn(paper.blocks)
  if (silent !== undefined) throw new Error(`no PDF: the chart ${silent} has no words for those who do not see it`)
  return await write(paper)
}
