import type { Block, Deck } from '#platform/paper'
import { fr } from '#ui'
import { text } from '../bilan/composing/pieces.ts'
import type { Bilan } from '../bilan/composition.ts'
import { advice, moves, shares } from './composing/course.ts'
import { coverageWords, essentials, judgements } from './composing/essentials.ts'
import { evaluationIn, judgedIn } from './composing/telling.ts'

/** Rows that are read on a slide. */
const ROWS = 7

/** The evaluation of a share, or of a cycle, for those who validate it: some slides. */
export function slidesOf({ facts, address }: Bilan): Deck['slides'] {
  const told = evaluationIn(facts)
  const { evaluated } = told
  const global = evaluated.of === 'cycle'
  return [
    { title: 'L’essentiel', blocks: essentials(told).filter(({ as }) => as === 'text' || as === 'figures').slice(0, 2) }, // biome-ignore format: one line
    ...(judgedIn(evaluated).length > 0 ? [{ title: 'Les appréciations', blocks: [judgements(told)] }] : []),
    ...(global ? [{ title: 'Année par année', blocks: shares(told).filter(({ as }) => as === 'table') }] : []),
    ...brief('Ce qui est recommandé', advice(told)),
    ...(global ? [{ title: 'Entrées et sorties', blocks: moves(told) }] : []),
    {
      title: 'Pour vérifier',
      blocks: [
        text(coverageWords(evaluated)),
        text(fr`Le bilan complet dit ce qui est jugé de chaque action, à côté de ses indicateurs.`),
        ...(address ? [text({ text: address, link: address })] : []),
      ],
    },
  ]
}

/** Slides of a table that is too long for one: as many as its rows take. */
function brief(title: string, blocks: readonly Block[]): { title: string; blocks: Block[] }[] {
  const [table] = blocks.filter(block => block.as === 'table')
  if (table === undefined) return [{ title, blocks: [...blocks] }]
  const slides = Math.ceil(table.rows.length / ROWS)
  return Array.from({ length: slides }, (_, at) => ({
    title: slides === 1 ? title : fr`${title} (${at + 1} sur ${slides})`,
    blocks: [{ ...table, id: `${table.id}-${at + 1}`, rows: table.rows.slice(at * ROWS, (at + 1) * ROWS) }],
  }))
}
