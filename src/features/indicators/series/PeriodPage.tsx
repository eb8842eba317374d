import type { Child } from 'hono/jsx'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import type { Period } from '#kernel'
import { Card, fr, typo } from '#ui'
import { periodWords } from '../figures.ts'
import type { Rejected } from '../grid/sent.ts'
import type { Situation } from '../values/deciding.ts'
import type { Value } from '../values/values.ts'
import { ValueForm } from './ValueForm.tsx'

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
    /** The files that prove it. */
    proofs?: Child
  },
) => {
  const { actor, scheme, situation, indicator, period, obstacle, rejected } = props
  const definition = situation.definitions.get(indicator)
  if (!definition) return null
  const base = baseOf(actor, scheme)
  const here = `${base}/indicateurs/${indicator}`
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
          <ValueForm
            action={`${here}/${period}`}
            {...{ definition, period, rejected }}
            values={props.values}
            seen={props.seen}
          />
        ) : (
          <p>{typo(obstacle)}</p>
        )}
      </Card>
      {props.proofs}
    </SchemePage>
  )
}
