import { DIVISIONS } from '#features/families'
import { count, fr, HorizontalBars, nb, percent, Section, Table, Tabs } from '#ui'
import { type PartWord, PILLARS, type PillarWord, type RatesOverview } from '../rates/overview.ts'
import type { Rates } from '../rates/rates.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { BANDS } from '../register/bands.ts'
import { BAND_WORDS, PROCEDURE_WORDS } from '../words.ts'
import { PILLAR_WORDS } from './RatesPillar.tsx'

const TABS: Record<PartWord, { label: string; head: string }> = {
  cpv: { label: 'Par famille d’achat', head: 'Famille (division CPV)' },
  procedure: { label: 'Par procédure', head: 'Procédure' },
  tranche: { label: 'Par montant', head: 'Montant HT' },
}

const SHOWN = 10

function labelOf(part: PartWord, key: string): string {
  if (part === 'cpv') return DIVISIONS[key] ?? (key === '' ? 'Sans code CPV' : `Division ${key}`)
  if (part === 'procedure')
    return key === '' ? 'Procédure non renseignée' : PROCEDURE_WORDS[key as keyof typeof PROCEDURE_WORDS]
  return BAND_WORDS[key as keyof typeof BAND_WORDS]
}

/** Where responsible purchases are, and where they are not yet: by family, procedure or amount. */
export const Breakdown = ({ overview, part }: { overview: RatesOverview; part: PartWord }) => {
  const { scope } = overview
  const query = scopeQuery(scope)
  const order = BANDS.map(band => band.key as string)
  const parts =
    part === 'tranche'
      ? [...overview.parts].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
      : overview.parts
  const href = (key: string) =>
    key === '' || key === 'none' ? undefined : linkTo('/marches', { ...query, [part]: key })
  return (
    <Section id="repartition" title="Où se trouvent ces considérations">
      <Tabs
        label="Répartition"
        tabs={(Object.keys(TABS) as PartWord[]).map(key => ({
          label: TABS[key].label,
          href: `${linkTo('/taux', { ...query, par: key === 'cpv' ? undefined : key })}#repartition`,
          current: key === part,
        }))}
      />
      <div class="grid grid--wide">
        {(['environnementale', 'sociale'] as const).map(pillar => (
          <Bars pillar={pillar} part={part} parts={parts} href={href} rate={overview.rates[PILLARS[pillar]].rate} />
        ))}
      </div>
      <details class="disclosure">
        <summary>Voir toutes les valeurs en tableau</summary>
        <div>
          <Table
            id="repartition-table"
            caption={fr`${TABS[part].label}, les plus nombreux d’abord`}
            bare
            columns={[
              {
                head: TABS[part].head,
                cell: (row: { key: string; rates: Rates }) => labelled(part, row.key, href(row.key)),
              },
              { head: 'Marchés', cell: row => nb(row.rates.contracts), numeric: true },
              { head: 'Environnementale', cell: row => percent(row.rates.environmental.rate), numeric: true },
              { head: 'En valeur', cell: row => percent(row.rates.environmental.amount.rate), numeric: true },
              { head: 'Renseignés', cell: row => percent(row.rates.environmental.shareFilled), numeric: true },
              { head: 'Sociale', cell: row => percent(row.rates.social.rate), numeric: true },
              { head: 'En valeur', cell: row => percent(row.rates.social.amount.rate), numeric: true },
              { head: 'Renseignés', cell: row => percent(row.rates.social.shareFilled), numeric: true },
            ]}
            rows={parts}
          />
        </div>
      </details>
    </Section>
  )
}

const labelled = (part: PartWord, key: string, href: string | undefined) =>
  href ? <a href={href}>{labelOf(part, key)}</a> : labelOf(part, key)

interface BarsProps {
  pillar: PillarWord
  part: PartWord
  parts: readonly { key: string; rates: Rates }[]
  href: (key: string) => string | undefined
  rate: number | null
}

const Bars = ({ pillar, part, parts, href, rate }: BarsProps) => {
  const key = PILLARS[pillar]
  return (
    <div class="card" data-pillar={PILLAR_WORDS[pillar].mark}>
      <HorizontalBars
        id={`${pillar}-${part}`}
        title={PILLAR_WORDS[pillar].title}
        note={
          parts.length > SHOWN
            ? fr`Part des marchés renseignés, dans les ${SHOWN} groupes les plus nombreux`
            : 'Part des marchés renseignés'
        }
        pillar={PILLAR_WORDS[pillar].mark}
        items={parts.slice(0, SHOWN).map(({ key: name, rates }) => ({
          label: labelOf(part, name),
          value: rates[key].rate,
          note: fr`${nb(rates[key].yes)} sur ${count(rates[key].filled, 'marché')}`,
          href: href(name),
        }))}
        format={value => percent(value)}
        max={1}
        reference={{ value: rate, label: 'Ensemble' }}
      />
    </div>
  )
}
