import { scaleBand } from 'd3-scale'
import { across, type Drawing, Figure, type FigureProps, Plot, Twin } from './Figure.tsx'

/** A period, and the level that was reached then. */
export interface Step {
  name: string
  /** One of the levels; null where nothing is said. */
  level: string | null
  partial?: boolean
}

export interface StepsProps extends FigureProps {
  /** Lowest first. */
  levels: readonly string[]
  steps: readonly Step[]
  partialLabel?: string | undefined
}

const RISE = 46

const wordsOf = (step: Step, partialLabel: string) =>
  (step.level ?? 'non renseigné') + (step.partial ? ` (${partialLabel.toLowerCase()})` : '')

/** A level at each period: a ladder whose steps are named, and a dot on the one that is reached. */
export function drawSteps({
  levels,
  steps,
  partialLabel = 'Valeur provisoire',
}: Omit<StepsProps, keyof FigureProps>): Drawing {
  const x = scaleBand([...steps.keys()], [0, 100])
  const middle = (i: number) => across((x(i) ?? 0) + x.bandwidth() / 2)
  const height = levels.length * RISE + 30
  const at = (level: string | null) => (levels.length - levels.indexOf(level ?? '')) * RISE - 12
  const last = steps.findLastIndex(({ level }) => level !== null)
  return {
    height,
    label: `Paliers. ${steps.map(step => `${step.name}\u00a0: ${wordsOf(step, partialLabel)}`).join(', ')}.`,
    legend: [
      ...(steps.some(({ partial }) => partial)
        ? [{ mark: <circle cx="50%" cy="6" r="5" class="dot draft" />, label: partialLabel }]
        : []),
    ],
    body: (
      <>
        {levels.map(level => (
          <>
            <line x1="0" x2="100%" y1={at(level)} y2={at(level)} class="axis" opacity="0.5" />
            <text x="0" y={at(level) - 14} class="soft">
              {level}
            </text>
          </>
        ))}
        {steps.map(({ name, level, partial }, i) => (
          <>
            {level !== null && levels.includes(level) && (
              <circle
                cx={middle(i)}
                cy={at(level)}
                r={i === last ? 9 : 7}
                class={partial ? 'dot draft' : i === last ? 'fill' : 'fill-soft'}
              />
            )}
            <text x={middle(i)} y={height - 8} text-anchor="middle" class={i === last ? 'strong' : 'soft'}>
              {name}
            </text>
          </>
        ))}
      </>
    ),
  }
}

/** A level over time, with the same as a table. */
export const Steps = (props: StepsProps) => (
  <Figure
    {...props}
    twin={
      <Twin
        of={props}
        columns={[
          { head: 'Période', cell: (step: Step) => step.name },
          { head: 'Niveau', cell: step => wordsOf(step, props.partialLabel ?? 'Valeur provisoire') },
        ]}
        rows={props.steps}
      />
    }
  >
    <Plot drawing={drawSteps(props)} />
  </Figure>
)
