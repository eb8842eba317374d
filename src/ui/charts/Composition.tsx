import { MISSING, percent } from '../format.ts'
import { pattern } from '../icons.tsx'
import { across, type Drawing, Figure, type FigureProps, Plot, Twin } from './Figure.tsx'

/** A whole at a time, and what each part is of it, in the order of the parts. */
export interface Whole {
  name: string
  values: readonly number[]
  /** Not final: outlined with dashes, and said. */
  partial?: boolean
}

export interface CompositionProps extends FigureProps {
  /** The names of the parts: four at most, the looks that black-and-white print tells apart. */
  parts: readonly string[]
  wholes: readonly Whole[]
  /** Writes a quantity, with its unit. */
  format: (value: number) => string
  partialLabel?: string | undefined
  heads?: string | undefined
}

/** The most parts that a composition shows. */
export const MOST_PARTS = 4

const BAR = 24
const STEP = 58
/** A part of less than this share of the bar has no room for its figure. */
const ROOM = 0.13

/** How each part looks, then what is written in it: told apart in black and white. */
const LOOKS = [
  ['fill', 'on-fill'],
  ['fill-mid', ''],
  ['fill-soft', ''],
  ['fill', 'halo'],
] as const
const HATCHED = 3
const Look = ({ rank, ...box }: { rank: number; x?: string; y: number; width: string; height: number }) => (
  <>
    <rect {...box} class={LOOKS[rank]?.[0]} />
    {rank === HATCHED && <rect {...box} fill={pattern('hatch')} />}
  </>
)

const totalOf = ({ values }: Whole) => values.reduce((sum, value) => sum + value, 0)

/** What each part is of its whole; null where there is nothing in it, or where a part is negative. */
export function sharesOf(whole: Whole): number[] | null {
  const total = totalOf(whole)
  if (!Number.isFinite(total) || total <= 0 || whole.values.some(value => value < 0)) return null
  return whole.values.map(value => value / total)
}

/** What a whole is made of, one bar a period, all of the same length. */
export function drawComposition({
  parts,
  wholes,
  format,
  partialLabel = 'valeurs provisoires',
}: Omit<CompositionProps, keyof FigureProps>): Drawing {
  const name = (whole: Whole) => whole.name + (whole.partial ? ` (${partialLabel.toLowerCase()})` : '')
  const words = (whole: Whole) => {
    const shares = sharesOf(whole)
    return `${name(whole)}\u00a0: ${shares ? parts.map((part, i) => `${part} ${percent(shares[i] ?? 0)}`).join(', ') : MISSING.data}`
  }
  const last = wholes.at(-1)
  const told = wholes.length > 6 && last ? [...wholes.slice(0, 1), last] : wholes
  return {
    height: Math.max(0, wholes.length * STEP - 8),
    label: `Répartition. ${told.map(words).join('. ')}.`,
    legend: parts.map((label, rank) => ({
      mark: <Look rank={rank} y={0} width="100%" height={12} />,
      label,
    })),
    body: wholes.map((whole, row) => {
      const shares = sharesOf(whole)
      const top = row * STEP + 22
      let start = 0
      return (
        <>
          <text x="0" y={top - 7} class={whole === last ? 'strong' : ''}>
            {name(whole)}
          </text>
          <text x="100%" y={top - 7} text-anchor="end" class="soft">
            {Number.isFinite(totalOf(whole)) ? format(totalOf(whole)) : MISSING.data}
          </text>
          {shares === null ? (
            <rect x="0" y={top} width="100%" height={BAR} class="hollow" />
          ) : (
            shares.map((share, rank) => {
              const from = start
              start += share
              return share === 0 ? null : (
                <>
                  <Look rank={rank} x={across(from * 100)} y={top} width={across(share * 100)} height={BAR} />
                  {from > 0 && (
                    <line x1={across(from * 100)} x2={across(from * 100)} y1={top} y2={top + BAR} class="gap" />
                  )}
                  {share >= ROOM && (
                    <text
                      x={across((from + share / 2) * 100)}
                      y={top + 17}
                      text-anchor="middle"
                      class={`strong ${LOOKS[rank]?.[1]}`}
                    >
                      {percent(share)}
                    </text>
                  )}
                </>
              )
            })
          )}
          {whole.partial && <rect x="0" y={top} width="100%" height={BAR} class="draft" />}
        </>
      )
    }),
  }
}

/** What a whole is made of over time: bars of one length, with the same values as a table. */
export const Composition = (props: CompositionProps) => (
  <Figure
    {...props}
    twin={
      <Twin
        of={props}
        columns={[
          { head: props.heads ?? 'Période', cell: (whole: Whole) => whole.name },
          ...props.parts.map((head, i) => ({
            head,
            numeric: true,
            cell: (whole: Whole) => (
              <>
                {props.format(whole.values[i] ?? 0)}
                <small>{percent(sharesOf(whole)?.[i] ?? null)}</small>
              </>
            ),
          })),
          { head: 'Ensemble', numeric: true, cell: whole => props.format(totalOf(whole)) },
        ]}
        rows={props.wholes}
      />
    }
  >
    <Plot drawing={drawComposition(props)} />
  </Figure>
)
