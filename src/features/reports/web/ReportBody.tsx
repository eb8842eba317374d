import { IndicatorChart, type KeptTold, toldAgain } from '#features/indicators'
import type { Paper } from '#platform/paper'
import { chartNamed } from '../bilan/composing/axes.ts'
import { Blocks, Contents } from './Blocks.tsx'

/** A bilan in a page: its contents, then all of it; charts take the width that there is. */
export const ReportBody = ({
  content: { paper, charts },
}: {
  content: { paper: Paper; charts: readonly KeptTold[] }
}) => {
  const told = new Map(charts.map(one => [one.definition.key, one]))
  const chart = (id: string) => {
    const { name, key } = chartNamed(id)
    const one = told.get(key)
    return one ? <IndicatorChart told={toldAgain(one)} name={name} id={id} /> : null
  }
  return (
    <>
      <Contents of={paper.blocks} />
      <div class="report stack">
        <Blocks of={paper.blocks} chart={chart} />
      </div>
    </>
  )
}
