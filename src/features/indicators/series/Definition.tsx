import type { Child } from 'hono/jsx'
import { Card, type Fact, Facts, Formula, fr } from '#ui'
import type { Explained } from '../computing/explaining.ts'
import { figure, periodWords } from '../figures.ts'
import { Lineage } from './Lineage.tsx'
import type { Told } from './reading.ts'
import type { Figure } from './series.ts'
import { inWords } from './words.ts'

const SOURCES = {
  entered: 'Saisie par qui pilote l’action',
  measured: 'Mesurée par la plateforme',
  formula: 'Calculée par une formule',
} as const

/** What an indicator counts and aims at, and how the figure that is shown was obtained. */
export const Definition = (props: {
  told: Told
  shown: Figure | undefined
  explained: Explained | null
  /** The address of the indicators of the scheme. */
  base: string
  /** What the figure is made of, where it is that of several buyers. */
  made?: Child
}) => {
  const { told, shown: last, explained, base } = props
  const { definition, marks } = told
  const { source } = definition
  const targets = Array.isArray(marks.targets) ? marks.targets : []
  const facts: Fact[] = [
    { term: 'Source', value: SOURCES[source.kind] },
    ...(explained?.measure ? [{ term: 'Mesure', value: explained.measure.label }] : []),
    ...(source.kind === 'formula' ? [{ term: 'Formule', value: <code>{source.formula}</code> }] : []),
    { term: 'Ce qui est compté', value: definition.counted },
    { term: 'Ce qui est exclu', value: definition.excluded },
    { term: 'Collecte', value: definition.collected },
    ...targets.map(({ period, value, row }) => ({
      term: `Cible ${period ?? 'à la fin du schéma'}${row === null ? '' : `, ${definition.breakdown?.rows.find(({ key }) => key === row)?.label ?? row}`}`,
      value: inWords(definition, { value, words: '' }),
    })),
    ...definition.legal.map(({ period, value, source }) => ({
      term: `Minimum légal${period === null ? '' : ` ${period}`}`,
      value: <Level value={inWords(definition, { value, words: '' }) ?? ''} source={source} />,
    })),
    ...definition.peers.map(({ period, value, source }) => ({
      term: `Moyenne du réseau ${period}`,
      value: <Level value={inWords(definition, { value, words: '' }) ?? ''} source={source} />,
    })),
    ...(definition.remark === '' ? [] : [{ term: 'Remarque', value: definition.remark, wide: true }]),
  ]
  return (
    <Card id="calcul" title={fr`Comment ce chiffre est-il obtenu ?`}>
      {last?.numerator && last.denominator && last.value && (
        <Formula
          numerator={{
            label: definition.numerator || explained?.measure?.numerator || 'Numérateur',
            value: figure(last.numerator, ''),
          }}
          denominator={{
            label: definition.denominator || explained?.measure?.denominator || 'Dénominateur',
            value: figure(last.denominator, ''),
          }}
          result={{
            label: `${definition.label}, ${periodWords(last.period)}`,
            value: figure(last.value, definition.unit),
          }}
        />
      )}
      {props.made}
      {explained && <Lineage explained={explained} definition={definition} base={base} />}
      <Facts facts={facts} />
      {definition.legal.length === 0 && definition.peers.length === 0 && (
        <p class="small muted">Aucun minimum légal ni moyenne du réseau n’est rattaché à cet indicateur.</p>
      )}
    </Card>
  )
}

const Level = ({ value, source }: { value: string; source: string }) => (
  <>
    {value}
    <br />
    <small class="muted">{source}</small>
  </>
)
