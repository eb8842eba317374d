import type { Context } from 'hono'
import { pngOf } from '#platform/images'
import type { ChartBlock } from '#platform/paper'
import {
  chartFile,
  type Drawing,
  drawColumns,
  drawComposition,
  drawHorizontalBars,
  drawMultiples,
  drawnChart,
  drawSteps,
} from '#ui'
import type { Told } from '../series/reading.ts'
import { type Chart, type ChartName, chartsIn } from './model.ts'

/** What follows the address of an indicator in those of the files of its charts. */
export const CHART_FILE = 'figures/:chart'
const FILE = /^(.+)\.(svg|png)$/

/** Images take much longer than all the rest to draw. */
export const isImage = (c: Context): boolean => c.req.path.endsWith('.png')

function drawingOf(chart: Chart): Drawing {
  switch (chart.as) {
    case 'columns':
      return drawColumns(chart.of)
    case 'composition':
      return drawComposition(chart.of)
    case 'multiples':
      return drawMultiples(chart.of)
    case 'bars':
      return drawHorizontalBars(chart.of)
    case 'steps':
      return drawSteps(chart.of)
  }
}

/** A chart of an indicator for a document, by its name among those of the indicator. */
export interface Picture extends Omit<ChartBlock, 'as' | 'id'> {
  name: ChartName
}

/** The charts of an indicator, for a document. */
export const picturesOf = (told: Told): Picture[] =>
  chartsIn(told).map(chart => {
    const drawing = drawingOf(chart)
    const { name, title, note } = chart
    return { name, title, note, alt: drawing.label, ...drawnChart({ title: '', note: '', source: [], drawing }) }
  })

/**
 * A chart of an indicator as a file; null where it has none of that name.
 * @param file `graphique.svg`, `repartition.png`
 * @param source who says it, of when, where
 */
export async function chartAs(
  file: string,
  told: Told,
  source: readonly string[],
): Promise<{ type: string; body: string | Uint8Array<ArrayBuffer> } | null> {
  const [, name, format] = FILE.exec(file) ?? []
  const chart = chartsIn(told).find(one => one.name === name)
  if (!chart) return null
  const svg = chartFile({ ...chart, source, drawing: drawingOf(chart) })
  return format === 'svg'
    ? { type: 'image/svg+xml; charset=utf-8', body: svg }
    : { type: 'image/png', body: await pngOf(svg) }
}

/** Answers with it, under a name that says of which scheme and indicator it is. */
export async function chartAnswer(c: Context, code: string, told: Told, source: readonly string[]) {
  const file = c.req.param('chart') ?? ''
  const drawn = await chartAs(file, told, source)
  if (drawn === null) return c.notFound()
  return c.body(drawn.body, 200, {
    'content-type': drawn.type,
    'content-disposition': `attachment; filename="${code}-${told.definition.key}-${file}"`,
  })
}
