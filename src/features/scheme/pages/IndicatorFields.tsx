import type { Measure } from '#kernel'
import { writeDecimal } from '#kernel'
import { Checks, fr, Input, Select, TextArea } from '#ui'
import type { Indicator } from '../document/document.ts'
import type { Spec } from '../text/specs.ts'

interface Given {
  spec: Spec
  error: string | undefined
}

/** Empty lines offered after those that are there. */
const MORE = 2

const typed = (value: string | null | undefined) => (value ? writeDecimal(value) : '')

/** The rows of an indicator: by what, and one a line. Rows that keep their words keep their values. */
export const BreakdownField = ({ spec, value }: Given & { value: Indicator['breakdown'] }) => (
  <fieldset class="field">
    <legend>{spec.label}</legend>
    <span class="hint">{spec.hint}</span>
    {value?.rows.map(({ key, label }) => (
      <>
        <input type="hidden" name={`${spec.name}.key`} value={key} />
        <input type="hidden" name={`${spec.name}.label`} value={label} />
      </>
    ))}
    <Input
      name={`${spec.name}.by`}
      label="Par"
      hint="Label, famille de produits, classe de véhicules…"
      value={value?.by}
    />
    <TextArea
      name={`${spec.name}.rows`}
      label="Lignes"
      hint="Une par ligne. Une ligne dont les mots ne changent pas garde ses valeurs."
      rows={4}
      value={value?.rows.map(({ label }) => label).join('\n')}
    />
  </fieldset>
)

/** Where the values come from: typed, measured by the platform, or a formula. */
export const SourceField = ({
  spec,
  value,
  error,
  measures,
}: Given & { value: Indicator['source'] | undefined; measures: readonly Measure[] }) => {
  const filters = value?.kind === 'measured' ? value.filters : {}
  const names = [...new Map(measures.flatMap(one => one.filters).map(one => [one.name, one])).values()]
  return (
    <fieldset class="field">
      <Checks
        radio
        name={spec.name}
        legend={spec.label}
        error={error}
        checked={[value?.kind ?? 'entered']}
        options={[
          { value: 'entered', label: 'Saisie', hint: 'Par les personnes qui pilotent l’action.' },
          ...(measures.length > 0
            ? [
                {
                  value: 'measured',
                  label: 'Mesurée',
                  hint: 'Calculée par la plateforme, à partir des marchés ou des enquêtes.',
                },
              ]
            : []),
          { value: 'formula', label: 'Formule', hint: 'Calculée à partir d’autres indicateurs.' },
        ]}
      />
      {measures.length > 0 && (
        <>
          <Select
            name={`${spec.name}.measure`}
            label="Mesure"
            value={value?.kind === 'measured' ? value.measure : ''}
            options={[
              { value: '', label: 'Choisir une mesure' },
              ...measures.map(({ code, label }) => ({ value: code, label })),
            ]}
          />
          <div class="filters">
            {names.map(({ name, label, choices }) => (
              <>
                <input type="hidden" name={`${spec.name}.filter`} value={name} />
                {choices === null ? (
                  <Input name={`${spec.name}.choice`} id={`filtre-${name}`} label={label} value={filters[name]} />
                ) : (
                  <Select
                    name={`${spec.name}.choice`}
                    id={`filtre-${name}`}
                    label={label}
                    value={filters[name]}
                    options={[{ value: '', label: 'Tous' }, ...choices]}
                  />
                )}
              </>
            ))}
          </div>
        </>
      )}
      <Input
        name={`${spec.name}.formula`}
        label="Formule"
        hint={fr`Par exemple : [papier-recycle] ÷ [papier]. Les clés des indicateurs sont sur leurs pages.`}
        value={value?.kind === 'formula' ? value.formula : ''}
      />
    </fieldset>
  )
}

/** Where an indicator starts from: a figure, no reference on purpose, or not said yet. */
export const BaselineField = ({ spec, value, error }: Given & { value: Indicator['baseline'] }) => {
  const figure = value && !('none' in value) ? value : null
  const { name } = spec
  return (
    <fieldset class="field">
      <Checks
        radio
        name={`${name}.dit`}
        legend={spec.label}
        error={error}
        checked={[value === null || value === undefined ? '' : figure ? 'value' : 'none']}
        options={[
          { value: '', label: 'Pas encore dit' },
          { value: 'value', label: 'Une valeur de référence' },
          { value: 'none', label: 'Pas de référence', hint: 'On le sait, et on le dit.' },
        ]}
      />
      <div class="filters">
        <Input name={`${name}.period`} label="Période" hint="2025, 2025-S1 ou 2025-T3." value={figure?.period} />
        <Input name={`${name}.value`} label="Valeur" inputmode="decimal" value={typed(figure?.value)} />
        <Input name={`${name}.numerator`} label="Numérateur" inputmode="decimal" value={typed(figure?.numerator)} />
        <Input
          name={`${name}.denominator`}
          label="Dénominateur"
          inputmode="decimal"
          value={typed(figure?.denominator)}
        />
      </div>
      <Input name={`${name}.source`} label="Source" value={figure?.source} />
      <Input
        name={`${name}.none`}
        label="Pourquoi il n’y a pas de référence"
        value={value && 'none' in value ? value.none : ''}
      />
    </fieldset>
  )
}

/** What an indicator aims at: figures by period, no figure on purpose, or not said yet. */
export const TargetsField = ({ spec, value, error }: Given & { value: Indicator['targets'] }) => {
  const rows = Array.isArray(value) ? value : []
  const { name } = spec
  return (
    <fieldset class="field">
      <Checks
        radio
        name={`${name}.dit`}
        legend={spec.label}
        error={error}
        checked={[value === null || value === undefined ? '' : rows.length > 0 ? 'value' : 'none']}
        options={[
          { value: '', label: 'Pas encore dit' },
          { value: 'value', label: 'Des cibles chiffrées' },
          { value: 'none', label: 'Pas de cible chiffrée', hint: 'On le sait, et on le dit.' },
        ]}
      />
      {[...rows, ...Array.from({ length: MORE }, () => null)].map((target, rank) => (
        <div class="filters">
          <input type="hidden" name={`${name}.row`} value={target?.row ?? ''} />
          <Input
            name={`${name}.period`}
            id={`cible-${rank}-p`}
            label="Pour"
            value={target?.period ?? ''}
            placeholder="2028"
          />
          <Input
            name={`${name}.value`}
            id={`cible-${rank}-v`}
            label={target?.row ? `Cible (${target.row})` : 'Cible'}
            inputmode="decimal"
            value={typed(target?.value)}
          />
          <Select
            name={`${name}.tentative`}
            id={`cible-${rank}-t`}
            label="C’est"
            value={target?.tentative ? 'oui' : ''}
            options={[
              { value: '', label: 'un engagement' },
              { value: 'oui', label: 'une intention' },
            ]}
          />
          <Input grow name={`${name}.source`} id={`cible-${rank}-s`} label="Source" value={target?.source} />
        </div>
      ))}
      <Input
        name={`${name}.none`}
        label="Pourquoi il n’y a pas de cible chiffrée"
        value={value && !Array.isArray(value) ? value.none : ''}
      />
    </fieldset>
  )
}

/** What the law asks at least: neither a target nor a T0. */
export const MinimaField = ({ spec, value }: Given & { value: Indicator['legal'] | undefined }) => (
  <fieldset class="field">
    <legend>{spec.label}</legend>
    <span class="hint">{spec.hint}</span>
    {[...(value ?? []), null].map((minimum, rank) => (
      <div class="filters">
        <Input
          name={`${spec.name}.period`}
          id={`loi-${rank}-p`}
          label="Depuis"
          value={minimum?.period ?? ''}
          placeholder="2026"
        />
        <Input
          name={`${spec.name}.value`}
          id={`loi-${rank}-v`}
          label="Minimum"
          inputmode="decimal"
          value={typed(minimum?.value)}
        />
        <Input grow name={`${spec.name}.source`} id={`loi-${rank}-s`} label="Texte" value={minimum?.source} />
      </div>
    ))}
  </fieldset>
)
