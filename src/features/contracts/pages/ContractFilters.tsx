import { DIVISIONS } from '#features/families'
import { ButtonLink, Card, Disclosure, Filters, fr, Input, nb, Select, Status } from '#ui'
import { CONSIDERATION_STATES, PROCEDURES } from '../contracts.ts'
import { filtersInWords } from '../filter-words.ts'
import type { PillarSums } from '../rates/rates.ts'
import { BANDS } from '../register/bands.ts'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import { narrowing } from '../register/known.ts'
import { BAND_WORDS, PROCEDURE_WORDS, STATE_MEANINGS, STATE_WORDS } from '../words.ts'
import { stateMark } from './marks.ts'

type Options = { value: string; label: string }[]

const DIVISION_OPTIONS: Options = [
  { value: '', label: 'Toutes' },
  ...Object.entries(DIVISIONS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, label]) => ({ value: code, label: `${code} ${label}` })),
]
const PROCEDURE_OPTIONS: Options = [
  { value: '', label: 'Toutes' },
  ...PROCEDURES.map(value => ({ value, label: PROCEDURE_WORDS[value] })),
]
const BAND_OPTIONS: Options = [
  { value: '', label: 'Tous' },
  ...BANDS.map(({ key }) => ({ value: key, label: BAND_WORDS[key] })),
]

function yearOptions(years: readonly number[], chosen: string | undefined): Options {
  const known = years.filter(year => year > 0).map(String)
  const all = chosen === undefined || chosen === 'sans' || known.includes(chosen) ? known : [chosen, ...known]
  const undated = years.includes(0) || chosen === 'sans' ? [{ value: 'sans', label: 'Sans date' }] : []
  return [{ value: '', label: 'Toutes' }, ...all.map(year => ({ value: year, label: year })), ...undated]
}

/** The states of a pillar; with how many contracts are in each when they are known. */
function stateOptions(sums: PillarSums | null, contracts: number): Options {
  const counts = sums && {
    yes: sums.yes,
    none: sums.none,
    'not-filled': contracts - sums.yes - sums.none - sums.unreadable,
    unreadable: sums.unreadable,
  }
  const numbered = (label: string, n: number | undefined) => (n === undefined ? label : `${label} (${nb(n)})`)
  return [
    { value: '', label: numbered('Toutes', counts ? contracts : undefined) },
    ...CONSIDERATION_STATES.map(state => ({ value: state, label: numbered(STATE_WORDS[state], counts?.[state]) })),
    { value: 'filled', label: numbered(STATE_WORDS.filled, counts ? counts.yes + counts.none : undefined) },
  ]
}

/** The form that narrows the list, and what the four states mean. */
export const ContractFilters = (props: {
  filter: ContractFilter
  years: readonly number[]
  sums: { contracts: number; social: PillarSums; environmental: PillarSums } | null
}) => {
  const { filter, years, sums } = props
  // What no field of the form says is kept.
  const { q: _q, annee: _annee, cpv: _cpv, procedure: _procedure, tranche: _tranche, ...others } = filter
  const { environnementale: _environnementale, sociale: _sociale, page: _page, par, ...kept } = others
  const contracts = sums?.contracts ?? 0
  return (
    <Card>
      <Filters
        action="/marches"
        label="Filtrer la liste"
        keep={{ ...kept, par: par === undefined ? undefined : String(par) }}
      >
        <Input name="q" label="Mots de l’objet, numéro ou SIRET" type="search" value={filter.q} grow />
        <Select name="annee" label="Année" value={filter.annee} options={yearOptions(years, filter.annee)} />
        <Select
          name="cpv"
          label="Famille d’achat (CPV)"
          value={filter.cpv?.slice(0, 2)}
          options={DIVISION_OPTIONS}
          grow
        />
        <Select name="procedure" label="Procédure" value={filter.procedure} options={PROCEDURE_OPTIONS} grow />
        <Select name="tranche" label="Montant HT" value={filter.tranche} options={BAND_OPTIONS} />
        <Select
          name="environnementale"
          label="Environnementale"
          value={filter.environnementale}
          options={stateOptions(sums?.environmental ?? null, contracts)}
        />
        <Select
          name="sociale"
          label="Sociale"
          value={filter.sociale}
          options={stateOptions(sums?.social ?? null, contracts)}
        />
      </Filters>
      <Disclosure summary={fr`Que veulent dire ces quatre états ?`}>
        <ul class="stack stack--tight small">
          {CONSIDERATION_STATES.map(state => (
            <li>
              <Status {...stateMark(state)}>{STATE_WORDS[state]}</Status> {STATE_MEANINGS[state]}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Card>
  )
}

/** The filters in force, in words, each with the address of the list without it. */
export const FiltersInForce = ({ filter, names }: { filter: ContractFilter; names: ReadonlyMap<string, string> }) => {
  const words = filtersInWords(filter, names).filter(({ name }) => name !== 'nature')
  if (words.length === 0) return null
  const without = Object.fromEntries(
    narrowing(filter)
      .filter(name => name !== 'nature')
      .map(name => [name, undefined]),
  )
  return (
    <nav class="row" aria-label="Filtres en vigueur">
      {words.map(({ name, words }) => (
        <ButtonLink small icon="cross" href={addressOf('/marches', filter, { [name]: undefined, page: undefined })}>
          <span>
            <span class="sr-only">Retirer le filtre </span>
            <bdi>{words}</bdi>
          </span>
        </ButtonLink>
      ))}
      {words.length > 1 && (
        <ButtonLink look="quiet" small href={addressOf('/marches', filter, { ...without, page: undefined })}>
          Tout effacer
        </ButtonLink>
      )}
    </nav>
  )
}
