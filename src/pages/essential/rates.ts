import { openRegister, type Rates, ratesOf, sumsByYear } from '#features/contracts'
import type { Database } from '#platform/db'
import { count, fr, nb, percent, points } from '#ui'
import type { KeyFigure, Warning } from './choosing.ts'

const PILLARS = [
  { key: 'environmental', pillar: 'eco', word: 'environnementale' },
  { key: 'social', pillar: 'soc', word: 'sociale' },
] as const

/** A rate that loses so much in a year is told. */
const FALL = 0.02
/** From this share of contracts that say nothing on, it is told. */
const SILENT = 0.1

interface Year {
  year: number
  rates: Rates
}

/** What the register says of an organisation, in its latest year and in the one before. */
export async function ratesFacts(db: Database, siren: string, today: string) {
  const register = await openRegister(db.read)
  const years = (await sumsByYear(register, { buyers: [siren], year: null })).filter(
    ({ year, sums }) => year > 0 && sums.contracts > 0,
  )
  const at = (rank: number): Year | null => {
    const found = years.at(rank)
    return found ? { year: found.year, rates: ratesOf(found.sums) } : null
  }
  const now = at(-1)
  const former = at(-2)
  const before = former && now && former.year === now.year - 1 ? former : null
  return {
    demo: register.example,
    figures: now ? PILLARS.flatMap(one => figureOf(one, siren, today, now, before)) : [],
    warnings: now ? PILLARS.flatMap(one => warningsOf(one, siren, now, before)) : [],
  }
}

type Facing = (typeof PILLARS)[number]

const explainedAt = (word: string, siren: string, year: number) =>
  `/taux/calcul?acheteurs=${siren}&annee=${year}&pilier=${word}&mesure=nombre`

function figureOf(
  { key, pillar, word }: Facing,
  siren: string,
  today: string,
  now: Year,
  before: Year | null,
): KeyFigure[] {
  const { rate, yes, filled } = now.rates[key]
  if (rate === null) return []
  const former = before?.rates[key].rate ?? null
  const runs = today.startsWith(String(now.year)) ? ', année en cours' : ''
  return [
    {
      kind: key,
      pillar,
      value: percent(rate),
      label: fr`des marchés de ${now.year} ont une considération ${word}`,
      before: before && former !== null ? fr`${percent(former)} en ${before.year}` : null,
      target: null,
      source: fr`Registre des marchés${runs} : ${nb(yes)} sur ${count(filled, 'marché renseigné', 'marchés renseignés')}`,
      href: explainedAt(word, siren, now.year),
    },
  ]
}

function warningsOf({ key, word }: Facing, siren: string, now: Year, before: Year | null): Warning[] {
  const { rate, shareFilled, notFilled } = now.rates[key]
  const former = before?.rates[key].rate ?? null
  const href = explainedAt(word, siren, now.year)
  const found: Warning[] = []
  if (rate !== null && former !== null && before && former - rate >= FALL)
    found.push({
      kind: 'rate',
      weight: former - rate,
      title: fr`La part des marchés à considération ${word} baisse`,
      text: fr`${percent(rate)} en ${now.year}, ${percent(former)} en ${before.year} (${points(rate - former)}).`,
      href,
    })
  if (shareFilled !== null && 1 - shareFilled >= SILENT)
    found.push({
      kind: 'silence',
      weight: 1 - shareFilled,
      title: fr`Des marchés ne disent rien de leur considération ${word}`,
      text: fr`${count(notFilled, 'marché')} de ${now.year} sur ${nb(now.rates.contracts)} : le taux ne porte que sur les autres.`,
      href,
    })
  return found
}
