import { scaleBand, scaleLinear } from 'd3-scale'
import { MISSING } from '../format.ts'
import { pattern } from '../icons.tsx'
import { across, type Drawing, down, drawable, type LegendItem } from './Figure.tsx'
import { besideLines, type Line, legendOf, Stroke } from './lines.tsx'
import { type Columns, describe, nameOf, runsOf } from './points.ts'

const TOP = 30
const BASE = 210
/** Beyond, columns are too narrow for every label: the secondary ones are left out of narrow screens. */
const ROOMY = 6
/** Fewer points leave room beside them rather than stretch. */
const SLOTS = 4

/** Columns over time, one of them in front; a year without data is said, not drawn. */
export function drawColumns(of: Columns): Drawing {
  const { points, format, short = format, whole, path, base = 0, partialLabel = 'Valeur provisoire' } = of
  const values = points.map(point => drawable(point.value))
  const reference = drawable(of.reference?.value ?? null)
  const levels = (of.levels ?? []).filter(({ value }) => drawable(value) !== null)
  const runs = runsOf(points)
  const heights = [
    ...values,
    reference,
    ...[...levels, ...runs].map(({ value }) => value),
    whole?.value ?? null,
  ].filter(value => value !== null)
  const high = Math.max(base, ...heights)
  const low = Math.min(base, ...heights)
  const y = scaleLinear([low, high > low ? high : low + 1], [BASE, TOP])
  const zero = y(base)
  const slots = Math.max(points.length, SLOTS)
  const x = scaleBand([...Array(slots).keys()], [0, 100])
    .paddingInner(0.24)
    .paddingOuter(0.1)
  const between = (x.step() - x.bandwidth()) / 2
  const lastKnown = values.findLastIndex(value => value !== null)
  const named = points.findIndex(point => nameOf(point) === of.highlight)
  const front = named === -1 ? lastKnown : named
  const crowded = points.length > ROOMY
  const two = points.some(({ under }) => under)
  const height = BASE + (two ? 46 : 28)
  const secondary = (i: number) => crowded && i !== front && i !== 0
  // Names are kept from the front one backwards, so that it always has its own
  const namedOneIn = Math.ceil(points.length / 24)

  const last = runs.at(-1)
  const lines: Line[] = [
    ...(last ? [{ look: 'target' as const, label: last.label, y: y(last.value), words: format(last.value) }] : []),
    ...levels.map(({ value, ...level }) => ({ ...level, y: y(value), words: format(value) })),
  ]
  const said = [
    ...(of.reference && reference !== null ? [{ label: of.reference.label, value: reference }] : []),
    ...runs,
    ...levels,
  ]
  const crossing = (i: number) => [
    ...(reference === null ? [] : [y(reference)]),
    ...levels.map(({ value }) => y(value)),
    ...runs.filter(({ from, to }) => from <= i && i <= to).map(({ value }) => y(value)),
  ]
  const legend: LegendItem[] = [
    ...(whole
      ? [
          { mark: <rect width="100%" height="12" class="fill" />, label: whole.part },
          { mark: <rect width="100%" height="12" class="hollow box" />, label: whole.rest },
        ]
      : []),
    ...(of.reference && reference !== null
      ? [{ mark: <Stroke look="target" y={6} />, label: `${of.reference.label}\u00a0: ${format(reference)}` }]
      : []),
    ...legendOf([
      ...runs.slice(0, -1).map(({ value, label }) => ({ look: 'target' as const, label, y: 0, words: format(value) })),
      ...lines,
    ]),
    ...(path ? [{ mark: <line x1="0" x2="100%" y1="11" y2="1" class="path" />, label: path.label }] : []),
    ...(points.some(point => point.partial)
      ? [
          {
            mark: (
              <>
                <rect width="100%" height="12" class="fill" />
                <rect width="100%" height="12" fill={pattern('hatch')} />
              </>
            ),
            label: partialLabel,
          },
        ]
      : []),
  ]

  const body = (
    <>
      {points.map((point, i) => {
        const value = values[i] ?? null
        const left = x(i) ?? 0
        const middle = across(left + x.bandwidth() / 2)
        const across_ = { x: across(left), width: across(x.bandwidth()) }
        const box = {
          ...across_,
          y: down(Math.min(zero, y(value ?? base))),
          height: down(Math.abs(zero - y(value ?? base))),
          rx: 2,
        }
        const shown = Math.abs(front - i) % namedOneIn === 0
        const kept = crowded && Math.abs(front - i) % 2 === 1 ? ' wide' : ''
        return (
          <>
            {value === null ? (
              !point.ahead && (
                <svg x={middle} y={down(zero - 8)} overflow="visible" aria-hidden="true">
                  <text class="soft" transform="rotate(-90)" y="4">
                    {MISSING.data}
                  </text>
                </svg>
              )
            ) : (
              <>
                {whole && (
                  <rect
                    {...across_}
                    y={down(y(whole.value))}
                    height={down(zero - y(whole.value))}
                    rx="2"
                    class="hollow"
                  />
                )}
                <rect {...box} class={i === front ? 'fill' : 'fill-soft'} />
                {point.partial && <rect {...box} fill={pattern('hatch')} class="edge" />}
              </>
            )}
            {shown && (
              <text x={middle} y={BASE + 20} text-anchor="middle" class={(i === front ? '' : 'soft') + kept}>
                {point.name}
              </text>
            )}
            {point.under && point.under !== points[i - 1]?.under && (
              <text x={middle} y={BASE + 38} text-anchor="middle" class="soft">
                {point.under}
              </text>
            )}
          </>
        )
      })}
      {zero < BASE && <line x1="0" x2="100%" y1={BASE} y2={BASE} class="axis" opacity="0.4" />}
      <line x1="0" x2="100%" y1={down(zero)} y2={down(zero)} class="axis" />
      {levels.map(({ value, look }) => (
        <Stroke look={look} y={y(value)} />
      ))}
      {reference !== null && (
        <>
          <line x1="0" x2="100%" y1={down(y(reference))} y2={down(y(reference))} class="target-halo" />
          <Stroke look="target" y={y(reference)} />
        </>
      )}
      {runs.map(({ from, to, value, label }) => {
        const start = from === 0 ? 0 : (x(from) ?? 0) - between
        const end = to === points.length - 1 ? 100 : (x(to) ?? 0) + x.bandwidth() + between
        const ends = [across(start), across(end)] as const
        return (
          <>
            <line x1={ends[0]} x2={ends[1]} y1={down(y(value))} y2={down(y(value))} class="target-halo" />
            <Stroke look="target" y={y(value)} x={ends} />
            {to < points.length - 1 && (
              <text x={across(start)} y={down(y(value) - 8)} class="halo soft wide">
                {label}
                {'\u00a0: '}
                {format(value)}
              </text>
            )}
          </>
        )
      })}
      {path && (
        <line
          x1={across((x(path.from) ?? 0) + x.bandwidth() / 2)}
          x2={across((x(path.to) ?? 0) + x.bandwidth() / 2)}
          y1={down(y(path.values[0]))}
          y2={down(y(path.values[1]))}
          class="path"
        />
      )}
      {points.map((_, i) => {
        const value = values[i] ?? null
        if (value === null || (i !== front && points.length > 16)) return null
        const below = value < base
        let beside = y(value) + (below ? 18 : -8)
        for (const line of crossing(i).sort((a, b) => (below ? a - b : b - a)))
          if (beside > line - 4 && beside < line + 14) beside = below ? line + 16 : line - 7
        return (
          <text
            x={across((x(i) ?? 0) + x.bandwidth() / 2)}
            y={down(beside)}
            text-anchor="middle"
            class={`halo${i === front ? ' strong' : ''}${secondary(i) ? ' wide' : ''}`}
          >
            {short(value)}
          </text>
        )
      })}
    </>
  )
  const label = describe(of, said.map(({ label, value }) => ` ${label}\u00a0: ${format(value)}.`).join(''))
  return { height, body, label, beside: besideLines(lines, height), legend }
}
