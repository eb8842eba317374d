import { Disclosure, Filters, Select } from '#ui'
import type { Asked, Facet, Filtered } from './filter.ts'

const LABELS: Record<Facet, string> = {
  pilier: 'Pilier',
  etat: 'État',
  direction: 'Direction pilote',
  personne: 'Personne qui pilote',
  theme: 'Thème',
  famille: 'Famille d’achat',
  indicateurs: 'Indicateurs',
  propre: 'Propre à',
}

/** Which actions of a scheme to show, with how many each choice would. */
export const FilterForm = (props: {
  base: string
  asked: Asked
  found: Filtered
  /** What the address keeps besides. */
  kept: Readonly<Record<string, string>>
}) => {
  const { base, asked, found, kept } = props
  const bare = new URLSearchParams(kept).size > 0 ? `${base}?${new URLSearchParams(kept)}` : base
  const isSet = found.words.length > 0
  return (
    <Disclosure summary="Filtrer les actions" open={isSet}>
      <Filters action={base} label="Filtres des actions" reset={isSet ? bare : undefined}>
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {(Object.keys(LABELS) as Facet[]).map(name => {
          const choices = found.choices.get(name) ?? []
          return (
            (choices.length > 1 || (choices.length > 0 && asked[name])) && (
              <Select
                name={name}
                label={LABELS[name]}
                value={asked[name] ?? ''}
                options={[
                  { value: '', label: 'Peu importe' },
                  ...choices.map(({ value, label, n }) => ({ value, label: `${label} (${n})` })),
                ]}
              />
            )
          )
        })}
      </Filters>
    </Disclosure>
  )
}
