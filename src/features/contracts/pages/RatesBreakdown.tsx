import { DIVISIONS } from '#features/families'
import { count, Disclosure, fr, HorizontalBars, nb, PillarMark, percent, Section, Table, Tabs } from '#ui'
import { type PartWord, PILLARS, type PillarWord, type RatesOverview } from '../rates/overview.ts'
import type { Rates } from '../rates/rates.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { BANDS } from '../register/bands.ts'
import { BAND_WORDS, PROCEDURE_WORDS } from '../words.ts'
import { RateCell } from './RateCell.tsx'
import { PILLAR_WORDS } from './RatesPillar.tsx'

const TABS: Record<PartWord, { label: string; head: string; by: string; order: string }> = {
  cpv: {
    label: 'Par famille d’achat',
    head: 'Famille (division CPV)',
    by: 'la famille d’achat',
    order: 'les plus nombreuses d’abord',
  },
  procedure: { label: 'Par procédure', head: 'Procédure', by: 'la procédure', order: 'les plus nombreuses d’abord' },
  tranche: { label: 'Par montant', head: 'Montant HT', by: 'le montant', order: 'du plus petit au plus grand' },
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
  const { scope, rates } = overview
  if (rates.social.filled + rates.environmental.filled === 0) return null
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
      <Disclosure summary="Voir toutes les valeurs en tableau">
        <Table
          id="repartition-table"
          caption={`${TABS[part].label}, ${TABS[part].order}`}
          bare
          columns={[
            {
              head: TABS[part].head,
              cell: (row: { key: string; rates: Rates }) => labelled(part, row.key, href(row.key)),
            },
            { head: 'Marchés', cell: row => nb(row.rates.contracts), numeric: true },
            { head: 'Environnementale', cell: row => <RateCell of={row.rates.environmental} />, numeric: true },
            { head: 'Sociale', cell: row => <RateCell of={row.rates.social} />, numeric: true },
          ]}
          rows={parts}
        />
      </Disclosure>
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
  const { mark, title } = PILLAR_WORDS[pillar]
  const answered = parts.filter(({ rates }) => rates[key].rate !== null)
  const shown = answered.slice(0, SHOWN)
  const values = shown.map(({ rates }) => rates[key].rate ?? 0)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const silent = parts.length - answered.length
  const left = answered.length - shown.length
  return (
    <div class="card stack stack--tight" data-pillar={mark}>
      <PillarMark pillar={mark} word={title} />
      <HorizontalBars
        id={`${pillar}-${part}`}
        title={
          shown.length === 0
            ? 'Aucun marché renseigné'
            : low === high
              ? fr`${percent(high)}, quel que soit le groupe`
              : fr`De ${percent(low)} à ${percent(high)} selon ${TABS[part].by}`
        }
        note={fr`Part des marchés renseignés${left > 0 ? `, là où ils sont le plus nombreux (${SHOWN} sur ${answered.length})` : ''}${
          silent > 0 ? ` ; ${silent} sans aucun marché renseigné` : ''
        }`}
        pillar={mark}
        items={shown.map(({ key: name, rates }) => ({
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
