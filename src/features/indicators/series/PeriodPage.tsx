import { baseOf, type Framed, SchemePage } from '#features/scheme'
import type { Period } from '#kernel'
import { Card, Form, fr, Input, Select, TextArea, typo } from '#ui'
import { periodWords } from '../figures.ts'
import { lineWords } from '../grid/GridTable.tsx'
import { linesOf } from '../grid/grid.ts'
import { fieldName, type Rejected, shownIn } from '../grid/sent.ts'
import type { Situation } from '../values/deciding.ts'
import { NOTHING, nameOf, type Value } from '../values/values.ts'

/** What an indicator says of one period, with room for what explains it. */
export const PeriodPage = (
  props: Framed & {
    situation: Situation
    indicator: string
    period: Period
    values: readonly Value[]
    seen: number
    obstacle: string | null
    rejected?: Rejected
  },
) => {
  const { actor, scheme, situation, indicator, period, obstacle, rejected } = props
  const definition = situation.definitions.get(indicator)
  if (!definition) return null
  const base = baseOf(actor, scheme)
  const here = `${base}/indicateurs/${indicator}`
  const there = new Map(props.values.map(value => [nameOf(value), value]))
  const lines = linesOf(definition, there.has(nameOf({ indicator, period, row: '' })))
  const rows = [...new Set(lines.map(({ row }) => row))]
  return (
    <SchemePage
      {...props}
      title={`${definition.label}, ${periodWords(period)}`}
      crumb={periodWords(period)}
      crumbs={[
        { label: 'Indicateurs', href: `${base}/indicateurs` },
        { label: definition.label, href: here },
      ]}
      lede={fr`La valeur, et ce qu’il faut en savoir pour la lire. Le commentaire se publie avec elle.`}
    >
      <Card>
        {obstacle === null ? (
          <Form action={`${here}/${period}`} submit="Enregistrer la valeur">
            <input type="hidden" name="vu" value={props.seen} />
            {lines.map(line => {
              const place = { indicator, period, row: line.row }
              const name = fieldName(place, line.field)
              const value = there.get(nameOf(place)) ?? NOTHING
              const sent = rejected?.get(name)
              const field = {
                name,
                label: lineWords(definition, line) || 'Valeur',
                value: sent?.text ?? shownIn(value, line.field, definition.kind),
                error: sent && typo(sent.why),
              }
              const choices = definition.kind === 'deliverable' ? ['oui', 'non'] : definition.levels
              if (definition.kind === 'deliverable' || definition.kind === 'scale')
                return (
                  <Select {...field} options={['', ...choices].map(choice => ({ value: choice, label: choice }))} />
                )
              const computed =
                definition.kind === 'ratio' && line.field === 'value' && (value.numerator ?? value.denominator)
              return computed ? (
                <p>{`${field.label} : ${field.value || 'à compléter'}`}</p>
              ) : (
                <Input {...field} inputmode="decimal" />
              )
            })}
            {rows.map(row => {
              const place = { indicator, period, row }
              const name = fieldName(place, 'comment')
              const label =
                rows.length === 1
                  ? 'Commentaire'
                  : `Commentaire, ${lineWords({ ...definition, unit: '', kind: 'count' }, { indicator, row, field: 'value' })}`
              const sent = rejected?.get(name)
              return (
                <TextArea
                  name={name}
                  label={label}
                  rows={3}
                  value={sent?.text ?? there.get(nameOf(place))?.comment ?? ''}
                  error={sent && typo(sent.why)}
                />
              )
            })}
          </Form>
        ) : (
          <p>{typo(obstacle)}</p>
        )}
      </Card>
    </SchemePage>
  )
}
