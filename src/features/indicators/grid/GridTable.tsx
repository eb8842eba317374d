import type { Child } from 'hono/jsx'
import type { Definition } from '#features/scheme'
import type { Period, Rhythm } from '#kernel'
import { Icon, Status, typo } from '#ui'
import { periodWords } from '../figures.ts'
import { isNumeric } from '../kinds.ts'
import { obstacleTo } from '../values/deciding.ts'
import { NOTHING, nameOf, type Value } from '../values/values.ts'
import { STATE_WORDS } from '../words.ts'
import { nameOfAction } from './addresses.ts'
import type { Grid, GridLine, GridPart } from './grid.ts'
import { fieldName, type Rejected, shownIn } from './sent.ts'

interface Props {
  base: string
  grid: Grid
  rejected: Rejected
}

/** One table for each run of indicators of one rhythm, in the order of the scheme. */
export const GridTable = ({ base, grid, rejected }: Props) => {
  const runs: { rhythm: Rhythm; parts: GridPart[] }[] = []
  for (const part of grid.parts) {
    const { rhythm } = part.definition
    if (runs.at(-1)?.rhythm !== rhythm) runs.push({ rhythm, parts: [] })
    runs.at(-1)?.parts.push(part)
  }
  return <>{runs.map((run, at) => Run({ base, grid, rejected, id: `g${at}`, ...run }))}</>
}

const RHYTHMS: Record<Rhythm, string> = { year: 'année', semester: 'semestre', quarter: 'trimestre' }

function Run({ base, grid, rejected, id, rhythm, parts }: Props & { id: string; rhythm: Rhythm; parts: GridPart[] }) {
  const periods = grid.columns[rhythm]
  const body: Child[] = []
  let under: string | undefined
  for (const [at, part] of parts.entries()) {
    const { above } = part.definition
    if (above && above.key !== under)
      body.push(
        <tr>
          <th scope="rowgroup" colspan={periods.length + 1} class="sheet__group">
            {above.kind === 'action' ? <a href={`${base}/actions/${above.key}`}>{nameOfAction(above)}</a> : above.title}
          </th>
        </tr>,
      )
    under = above?.key
    for (const [rank, line] of part.lines.entries())
      body.push(<Line {...{ base, grid, rejected, part, line, periods }} head={id} id={`${id}-${at}-${rank}`} />)
  }
  return (
    <div class="card card--flush">
      <div class="table-wrap" {...{ role: 'region', tabindex: 0, 'aria-labelledby': id }}>
        <table class="table sheet">
          <caption id={id}>Valeurs par {RHYTHMS[rhythm]}</caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              {periods.map(period => (
                <th scope="col" id={`${id}-${period}`} class="num">
                  {periodWords(period)}
                  {grid.situation.closed.includes(period) && ' (close)'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{body}</tbody>
        </table>
      </div>
    </div>
  )
}

/** What a line asks for, after the name of its indicator. */
export function lineWords(
  { numerator, denominator, breakdown, kind, unit }: Definition,
  { row, field }: GridLine,
): string {
  const rowWords =
    row === '' ? (breakdown === null ? '' : 'ensemble') : (breakdown?.rows.find(({ key }) => key === row)?.label ?? row)
  const fieldWords =
    kind !== 'ratio'
      ? unit
      : field === 'value'
        ? unit || 'valeur'
        : field === 'numerator'
          ? numerator || 'numérateur'
          : denominator || 'dénominateur'
  return [rowWords, fieldWords].filter(words => words !== '').join(', ')
}

function Line(props: Props & { part: GridPart; line: GridLine; periods: readonly Period[]; head: string; id: string }) {
  const { base, grid, rejected, part, line, periods, head, id } = props
  const { definition } = part
  const words = lineWords(definition, line)
  return (
    <tr>
      <th scope="row" id={id}>
        {line === part.lines[0] ? (
          <a href={`${base}/indicateurs/${definition.key}`}>{definition.label}</a>
        ) : (
          <span class="sr-only">{definition.label}</span>
        )}
        {words !== '' && <small>{words}</small>}
      </th>
      {periods.map(period => {
        const place = { indicator: definition.key, period, row: line.row }
        const value = grid.values.get(nameOf(place))
        const name = fieldName(place, line.field)
        const { kind } = definition
        const text = rejected.get(name)?.text ?? shownIn(value ?? NOTHING, line.field, kind)
        const obstacle = rejected.has(name) ? null : obstacleTo(place, grid.situation)
        const why = rejected.get(name)?.why
        // The value of a ratio is that of its terms, where they are given.
        const computed =
          line.field === 'value' && kind === 'ratio' && (value?.numerator ?? value?.denominator ?? null) !== null
        return (
          <td class="num">
            {obstacle === null ? (
              <Field {...{ name, text, why, definition }} labels={`${id} ${head}-${period}`} fixed={computed} />
            ) : (
              <span class="sheet__fixed">{text}</span>
            )}
            {value && line.field === 'value' && <Standing value={value} reasons={grid.reasons} />}
            {line.field === 'value' && grid.partial.has(nameOf(place)) && <small>partielle</small>}
          </td>
        )
      })}
    </tr>
  )
}

function Field(props: {
  name: string
  text: string
  labels: string
  why: string | undefined
  definition: Definition
  fixed: boolean
}) {
  const { name, text, labels, why, definition, fixed } = props
  const { kind, levels } = definition
  const shared = {
    class: 'input',
    id: name,
    name,
    'aria-labelledby': labels,
    'aria-invalid': why ? ('true' as const) : undefined,
    'aria-describedby': why ? `${name}-erreur` : undefined,
  }
  const choices = kind === 'deliverable' ? ['oui', 'non'] : levels
  return (
    <>
      {isNumeric(kind) || (text !== '' && !choices.includes(text)) ? (
        <input {...shared} value={text} inputmode="decimal" autocomplete="off" disabled={fixed} />
      ) : (
        <select {...shared}>
          <option value="" />
          {choices.map(choice => (
            <option value={choice} selected={choice === text}>
              {choice}
            </option>
          ))}
        </select>
      )}
      {why && (
        <span class="error" id={`${name}-erreur`}>
          <Icon name="alert" />
          <span>{typo(why)}</span>
        </span>
      )}
    </>
  )
}

/** What has become of a value, where it is more than a draft. */
const Standing = ({ value, reasons }: { value: Value; reasons: Grid['reasons'] }) => {
  if (value.state === 'draft') return null
  const { label, state, icon } = STATE_WORDS[value.state]
  const reason = value.state === 'refused' && value.judged !== null ? reasons.get(value.judged) : undefined
  return (
    <small>
      <Status state={state} icon={icon}>
        {label}
      </Status>
      {reason && <bdi>{reason}</bdi>}
    </small>
  )
}
