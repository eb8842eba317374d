import type { NewFile } from '#features/publications'
import type { Paper } from '#platform/paper'
import type { Bilan } from './bilan/composing.ts'
import type { Content } from './bilan/content.ts'
import { htmlOf } from './web/standalone.tsx'

interface Format {
  /** French. */
  label: string
  type: string
  write(paper: Paper): Promise<Uint8Array>
}

/** What a bilan may be written as: the same words and figures in all of them. */
export const FORMATS = {
  html: {
    label: 'Page web (HTML)',
    type: 'text/html; charset=utf-8',
    write: async paper => Buffer.from(htmlOf(paper)),
  },
} as const satisfies Record<string, Format>
export type FormatName = keyof typeof FORMATS

export const formatIn = (word: string | undefined): FormatName | undefined =>
  (Object.keys(FORMATS) as FormatName[]).find(name => name === word)

/** The files that a published bilan has beside its page. */
export async function filesOf({ paper }: Content, _bilan: Bilan): Promise<NewFile[]> {
  return Promise.all(
    Object.entries(FORMATS)
      .filter(([name]) => name !== 'html')
      .map(async ([name, { type, write }]) => ({
        name: `bilan.${name}`,
        type,
        body: await (write as Format['write'])(paper),
      })),
  )
}
