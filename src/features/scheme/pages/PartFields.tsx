import type { Measure } from '#kernel'
import { Checks, Input, Select, TextArea } from '#ui'
import { PILLARS } from '../document/document.ts'
import type { Spec } from '../text/specs.ts'
import { PILLAR_WORDS } from '../words.ts'
import { BaselineField, BreakdownField, MinimaField, SourceField, TargetsField } from './IndicatorFields.tsx'

/** Empty steps offered after those that are there. */
const MORE_STEPS = 3

interface Step {
  key: string
  title: string
  from: string | null
  to: string | null
}

const PILLAR_OPTIONS = PILLARS.map(value => ({ value, label: PILLAR_WORDS[value] }))

/** Fields of a part, filled with what it says, each with the mark of what it was when the form was opened. */
export const PartFields = (props: {
  specs: readonly Spec[]
  content: Readonly<Record<string, unknown>>
  marks: Readonly<Record<string, string>>
  /** What is wrong with a field, by its name. */
  errors?: Readonly<Record<string, string>>
  /** What the platform can measure. */
  measures?: readonly Measure[]
}) => (
  <>
    {props.specs.map(spec => (
      <>
        <input type="hidden" name={`${spec.name}.marque`} value={props.marks[spec.name] ?? ''} />
        <PartField
          spec={spec}
          value={props.content[spec.name]}
          error={props.errors?.[spec.name]}
          measures={props.measures ?? []}
        />
      </>
    ))}
  </>
)

const PartField = ({
  spec,
  value,
  error,
  measures,
}: {
  spec: Spec
  value: unknown
  error: string | undefined
  measures: readonly Measure[]
}) => {
  const { name, label, hint, as } = spec
  const given = { name, label, error, ...(hint === undefined ? {} : { hint }) }
  const words = typeof value === 'string' ? value : ''
  if (as === 'line') return <Input {...given} value={words} />
  if (as === 'text') return <TextArea {...given} value={words} rows={spec.rows ?? 5} />
  if (as === 'day') return <Input {...given} type="date" value={words} />
  if (as === 'pillar')
    return (
      <Select {...given} value={words} options={[{ value: '', label: 'Aucun en particulier' }, ...PILLAR_OPTIONS]} />
    )
  if (as === 'choice') return <Select {...given} value={words} options={spec.options ?? []} />
  if (as === 'tick')
    return (
      <Checks name={name} legend="Rôle" options={[{ value: 'oui', label }]} checked={value === true ? ['oui'] : []} />
    )
  if (as === 'breakdown') return <BreakdownField {...{ spec, error }} value={(value as never) ?? null} />
  if (as === 'source') return <SourceField {...{ spec, error, measures }} value={value as never} />
  if (as === 'baseline') return <BaselineField {...{ spec, error }} value={(value as never) ?? null} />
  if (as === 'targets') return <TargetsField {...{ spec, error }} value={(value as never) ?? null} />
  if (as === 'minima') return <MinimaField {...{ spec, error }} value={value as never} />
  const items = Array.isArray(value) ? value : []
  if (as === 'lines')
    return <TextArea {...given} value={items.join('\n')} rows={Math.min(8, Math.max(3, items.length + 1))} />
  if (as === 'pillars')
    return <Checks name={name} legend={label} options={PILLAR_OPTIONS} checked={items as string[]} />
  if (as === 'leaving') {
    const { on, reason } = (value ?? { on: '', reason: '' }) as { on: string; reason: string }
    return (
      <fieldset class="field">
        <legend>{label}</legend>
        {hint && <span class="hint">{hint}</span>}
        <Input name={`${name}.on`} label="Le" type="date" value={on} error={error} />
        <Input name={`${name}.reason`} label="Motif" value={reason} />
      </fieldset>
    )
  }
  const steps: Step[] = [
    ...(items as Step[]),
    ...Array.from({ length: MORE_STEPS }, () => ({ key: '', title: '', from: null, to: null })),
  ]
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {hint && <span class="hint">{hint}</span>}
      {steps.map((step, rank) => (
        <div class="filters">
          <input type="hidden" name={`${name}.key`} value={step.key} />
          <Input grow name={`${name}.title`} id={`${name}-${rank}`} label={`Étape ${rank + 1}`} value={step.title} />
          <Input name={`${name}.from`} id={`${name}-${rank}-de`} label="Du" type="date" value={step.from ?? ''} />
          <Input name={`${name}.to`} id={`${name}-${rank}-a`} label="Au" type="date" value={step.to ?? ''} />
        </div>
      ))}
    </fieldset>
  )
}
