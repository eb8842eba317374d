import { BarSeries, type ChartLink, Composition, type FigureProps, fr, HorizontalBars, Multiples, Steps } from '#ui'
import { isNumeric } from '../kinds.ts'
import type { Told } from '../series/reading.ts'
import { explainStanding, explainTrend } from '../standing-words.ts'
import { trendOf } from '../trend.ts'
import { type Chart, chartsIn, isMessage } from './model.ts'

/** The charts of an indicator in a page, with their files, then what is said of its standing and of its trend. */
export const IndicatorCharts = ({
  told,
  here,
  query = '',
}: {
  told: Told /** The address of the indicator. */
  here: string
  query?: string
}) => {
  const { definition, figures, facts, standing } = told
  const charts = chartsIn(told)
  const trend = trendOf(facts)
  // Said as the title of the first chart already; and where only rows say something, nothing is said of the whole.
  const known = charts.some(({ as }) => as === 'columns') && isMessage(told)
  const unsaid = standing.ground.because === 'no-value' && charts.length > 0
  return (
    <>
      {charts.length === 0 && (
        <p class="muted">
          {figures.length === 0
            ? 'Aucune valeur pour l’instant.'
            : fr`Trop peu de valeurs pour un graphique : lisez-les dans le tableau.`}
        </p>
      )}
      {charts.map(chart => (
        <Drawn {...{ chart, here, query }} />
      ))}
      {!known && !unsaid && <p>{explainStanding(standing.ground, facts)}</p>}
      {isNumeric(definition.kind) && figures.length > 0 && trend.trend !== 'unknown' && (
        <p>{explainTrend(trend, facts)}</p>
      )}
    </>
  )
}

/** One chart of an indicator, by its name; nothing where it has none of that name. */
export const IndicatorChart = ({ told, name, id }: { told: Told; name: string; id: string }) => {
  const chart = chartsIn(told).find(one => one.name === name)
  return chart ? <Plotted chart={chart} around={{ id }} /> : null
}

const FILES = ['svg', 'png'] as const

const Drawn = ({ chart, here, query }: { chart: Chart; here: string; query: string }) => {
  const { name } = chart
  const files: ChartLink[] = FILES.map(format => ({
    label: format.toUpperCase(),
    href: `${here}/figures/${name}.${format}${query}`,
  }))
  return <Plotted chart={chart} around={{ id: name, files, csv: `${here}/valeurs.csv${query}` }} />
}

const Plotted = ({ chart, around: given }: { chart: Chart; around: Pick<FigureProps, 'id' | 'files' | 'csv'> }) => {
  const around = { ...given, title: chart.title, note: chart.note }
  switch (chart.as) {
    case 'columns':
      return <BarSeries {...around} {...chart.of} heads={['Période', 'Valeur']} />
    case 'composition':
      return <Composition {...around} {...chart.of} />
    case 'multiples':
      return <Multiples {...around} {...chart.of} />
    case 'bars':
      return <HorizontalBars {...around} {...chart.of} />
    case 'steps':
      return <Steps {...around} {...chart.of} />
  }
}
