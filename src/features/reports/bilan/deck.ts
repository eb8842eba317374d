import type { Block, Deck, TableBlock } from '#platform/paper'
import { fr } from '#ui'
import { chartsOf } from './composing/axes.ts'
import { contractsTable } from './composing/contracts.ts'
import { keyFigures, keyIndicators } from './composing/key-figures.ts'
import { difficulties, programme } from './composing/next.ts'
import { coded, indicatorsTable, ofYear, text } from './composing/pieces.ts'
import { progress, under } from './composing/progress.ts'
import type { Bilan } from './composition.ts'
import { actionsIn, type BilanFacts, isStart } from './facts.ts'
import { SECTIONS } from './sections.ts'

/** Slides after the cover, where axes leave room for a chart. */
const SLIDES = 12
/** Charts that a presentation shows, beside its tables. */
const CHARTS = 3
/** Rows that are read on a slide. */
const ROWS = 5
/** Lines of a list that are read on a slide. */
const LINES = 4

/** A bilan for an assembly, in about twelve slides: what it says first, axis by axis, what does not go forward, what is to come. */
export function slidesOf(bilan: Bilan): Deck['slides'] {
  const { facts, plan } = bilan
  const shown = keyIndicators(facts, plan.figures)
  const charts = shown.flatMap(one =>
    chartsOf(one)
      .slice(0, 1)
      .map(chart => ({ title: one.definition.label, blocks: [chart] })),
  )
  const first = [
    { title: 'L’essentiel', blocks: keyFigures(facts, plan.figures) },
    ...(isStart(facts) ? [] : [{ title: 'Où en est le schéma', blocks: progress(facts) }]),
  ]
  const last = [
    ...facts.axes.map(axis => ({ title: coded(axis), blocks: [axisTable(facts, axis)] })),
    ...(facts.contracts.length > 0 ? [{ title: SECTIONS.marches.title, blocks: [contractsTable(facts, ROWS)] }] : []),
    ...(isStart(facts)
      ? []
      : [
          { title: 'Ce qui n’avance pas assez', blocks: brief(difficulties(facts, true)) },
          { title: fr`Le programme de ${facts.year + 1}`, blocks: brief(programme(facts)) },
        ]),
    { title: 'Pour vérifier', blocks: checking(bilan) },
  ]
  const room = Math.max(1, SLIDES - first.length - last.length)
  return [...first, ...charts.slice(0, Math.min(CHARTS, room)), ...last]
}

/** The indicators of an axis that say something of the year, those with a target first. */
function axisTable(facts: BilanFacts, axis: BilanFacts['axes'][number]): Block {
  const { year, indicators } = facts
  const keys = new Set([axis.key, ...axis.objectives.map(({ key }) => key), ...under(axis).map(({ key }) => key)])
  const said = indicators.filter(
    one => keys.has(one.definition.parent ?? '') && ofYear(one, year) !== undefined && !one.definition.support,
  )
  if (said.length === 0) return text(fr`Aucun indicateur de cet axe n’a de valeur validée en ${year}.`)
  const aimed = [...said].sort((a, b) => Number(b.facts.targets !== 'none') - Number(a.facts.targets !== 'none'))
  const table: TableBlock = indicatorsTable(`axe-${axis.key}`, 'Indicateurs', aimed.slice(0, ROWS), year)
  const left = said.length - ROWS
  return left > 0 ? { ...table, note: fr`Et ${left} de plus dans le bilan.` } : table
}

/** What is told under each heading, as one list of its first lines. */
function brief(blocks: readonly Block[]): Block[] {
  return blocks.map(block =>
    block.as === 'list' && block.items.length > LINES
      ? {
          ...block,
          items: [...block.items.slice(0, LINES), [text(fr`et ${block.items.length - LINES} de plus, dans le bilan`)]],
        }
      : block,
  )
}

function checking({ facts, address }: Bilan): Block[] {
  return [
    text(
      fr`${actionsIn(facts).length} actions et ${facts.indicators.length} indicateurs sont dans le bilan complet, avec leurs définitions et de quoi refaire chaque calcul.`,
    ),
    ...(address ? [text({ text: address, link: address })] : []),
  ]
}
