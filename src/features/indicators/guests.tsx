import { baseOf, definitionsOf, flat, type Guests } from '#features/scheme'
import { Status } from '#ui'
import { FormulaProblems } from './FormulaProblems.tsx'
import { problemsOfFormula } from './formula/scheme-formulas.ts'
import { PublishedFigure } from './public/PublicIndicatorsPage.tsx'
import { publiclyTold, publishedState } from './public/reading.ts'
import { IndicatorTable } from './series/IndicatorsPage.tsx'
import { collected, TOLD, toldOf } from './series/reading.ts'
import { STANDING_LOOKS } from './series/words.ts'
import { STANDINGS, type Standing } from './standing.ts'
import { STANDING_LABELS } from './standing-words.ts'

/** What an action’s indicators say together: the least good of those that can be measured. */
const worst = (standings: readonly Standing[]): Standing =>
  STANDINGS.findLast(one => one !== 'not-measurable' && standings.includes(one)) ?? 'not-measurable'

/** What is said of indicators on the pages of a scheme: how many values an action has of those that are expected, and where it stands. */
export const indicatorGuests: Guests = {
  async figures(trx, _, scheme, branches, view) {
    const outline = flat(branches)
    const counts = await collected(trx, scheme, outline, view)
    const indicators = outline.filter(({ kind, support }) => kind === 'indicator' && !support)
    const told =
      indicators.length > TOLD
        ? []
        : await toldOf(
            trx,
            scheme,
            indicators.map(({ key }) => key),
            view,
          )
    const standings = new Map(told.map(({ definition, standing }) => [definition.key, standing.standing]))
    return new Map(
      outline.flatMap(({ kind, key, under }) => {
        const mine = kind === 'action' ? under.filter(one => one.kind === 'indicator' && !one.support) : []
        if (mine.length === 0) return []
        const entered = mine.flatMap(one => counts.get(one.key) ?? [])
        const standing = worst(mine.flatMap(one => standings.get(one.key) ?? []))
        const upToDate = { done: entered.filter(({ done, of }) => done >= of).length, of: entered.length }
        const position = told.length > 0 && (
          <Status state={STANDING_LOOKS[standing]}>{STANDING_LABELS[standing]}</Status>
        )
        return [[key, { upToDate, position }] as const]
      }),
    )
  },
  async check(trx, scheme, indicator) {
    const [definition] = await definitionsOf(trx, scheme.id, [indicator])
    if (definition?.source.kind !== 'formula') return null
    const problems = problemsOfFormula(await definitionsOf(trx, scheme.id), indicator)
    return problems.length === 0 ? null : <FormulaProblems formula={definition.source.formula} problems={problems} />
  },
  async sheet(trx, actor, scheme, indicators, view) {
    const told = await toldOf(trx, scheme, indicators, view)
    if (told.length === 0) return null
    return <IndicatorTable base={baseOf(actor, scheme)} told={told} view={view} caption="Indicateurs de l’action" />
  },
  async published(reader, scheme, document, keys) {
    const told = await publiclyTold(reader, scheme, document, keys)
    const named = scheme.buyers.length > 1
    return new Map(
      told.map(one => [one.definition.key, <PublishedFigure told={one} code={scheme.code} named={named} />]),
    )
  },
  publishedState,
}
