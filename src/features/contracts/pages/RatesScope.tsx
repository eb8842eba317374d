import { formatSiret, parisDay } from '#kernel'
import { Card, Filters, fr, Input, Select, Tabs } from '#ui'
import { isImplausible } from '../decp/dates.ts'
import type { RatesOverview } from '../rates/overview.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'

const list = new Intl.ListFormat('fr', { type: 'conjunction' })
/** A longer group is counted rather than named. */
const NAMED = 3
const TABS = 6

const nameOf = (buyer: string, names: ReadonlyMap<string, string>) =>
  names.get(buyer) ?? `Acheteur ${formatSiret(buyer)}`

/** Whose rates these are, in words. */
export function whose(buyers: readonly string[] | null, names: ReadonlyMap<string, string>): string {
  if (buyers === null) return 'Tous les acheteurs'
  return buyers.length > NAMED
    ? `${buyers.length}\u00a0acheteurs réunis`
    : list.format(buyers.map(buyer => nameOf(buyer, names)))
}

export function yearInWords(year: number | null): string {
  return year === null ? 'toutes années' : year === 0 ? 'sans date de notification' : String(year)
}

/** The year that is not over, in Paris: its figures will still move. */
export const currentYear = () => Number(parisDay(new Date()).slice(0, 4))

/** Whether contracts can have been notified in a year: mistyped dates make years of the Middle Ages, or of the next century. */
export const isPlausibleYear = (year: number) =>
  !isImplausible(`${String(year).padStart(4, '0')}-01-01`, parisDay(new Date()))

/** The steps from the list of buyers to these rates. */
export function crumbsTo({ scope, names }: RatesOverview) {
  const [one] = scope.buyers ?? []
  return one === undefined
    ? [{ label: 'Accueil', href: '/' }]
    : [
        { label: 'Acheteurs', href: '/acheteurs' },
        ...(scope.buyers?.length === 1 ? [{ label: nameOf(one, names), href: `/acheteurs/${one}` }] : []),
      ]
}

/** The latest years, one click each; the others are in {@link ScopeForm}. */
export const YearTabs = ({ overview: { scope, years } }: { overview: RatesOverview }) => {
  const latest = years.filter(isPlausibleYear).slice(0, TABS)
  const shown =
    scope.year === null || scope.year === 0 || latest.includes(scope.year)
      ? latest
      : [...latest, scope.year].sort((a, b) => b - a)
  const tab = (label: string, year: number | null) => ({
    label,
    href: linkTo('/taux', scopeQuery({ ...scope, year })),
    current: scope.year === year,
  })
  return (
    <Tabs
      label="Année de notification"
      tabs={[
        ...shown.map(year => tab(String(year), year)),
        ...(scope.year === 0 ? [tab('Sans date', 0)] : []),
        tab('Toutes', null),
      ]}
    />
  )
}

/** Other buyers, several together, another year. */
export const ScopeForm = ({ overview: { scope, names, years } }: { overview: RatesOverview }) => {
  const query = scopeQuery(scope)
  const together = (scope.buyers?.length ?? 0) > 1
  const options = scope.year === null || years.includes(scope.year) ? years : [scope.year, ...years]
  return (
    <Card id="perimetre" title="D’autres acheteurs, ou plusieurs réunis">
      {together && (
        <p>
          {fr`Réunis sur cette page : `}
          {(scope.buyers ?? []).map((buyer, i) => (
            <>
              {i > 0 && ', '}
              <a href={linkTo('/taux', scopeQuery({ ...scope, buyers: [buyer] }))}>
                <bdi>{nameOf(buyer, names)}</bdi>
              </a>
            </>
          ))}
          .
        </p>
      )}
      <Filters action="/taux" label="Choisir les acheteurs et l’année" submit="Voir les taux">
        <Input
          name="acheteurs"
          label="SIREN ou SIRET"
          hint={fr`Plusieurs se séparent par des virgules ; aucun, pour tous les acheteurs.`}
          value={query.acheteurs}
          grow
        />
        <Select
          name="annee"
          label="Année de notification"
          value={query.annee}
          options={[
            { value: '', label: 'Toutes' },
            ...options.map(year =>
              year === 0 ? { value: 'sans', label: 'Sans date' } : { value: String(year), label: String(year) },
            ),
          ]}
        />
      </Filters>
    </Card>
  )
}
