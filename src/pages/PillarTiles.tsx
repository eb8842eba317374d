import type { Rates } from '#features/contracts'
import { count, fr, nb, PillarMark, percent, Tile } from '#ui'

const PILLARS = [
  { key: 'environmental', mark: 'eco', word: 'environnementale' },
  { key: 'social', mark: 'soc', word: 'sociale' },
] as const

/** The two rates in number, each with what it is of. `query` is the beginning of the address of their calculation, ending with `&`. */
export const PillarTiles = ({ rates, query }: { rates: Rates; query: string }) => (
  <div class="grid">
    {PILLARS.map(({ key, mark, word }) => {
      const of = rates[key]
      return (
        <div class="stack stack--tight">
          <PillarMark pillar={mark} />
          <Tile
            bare
            big
            lead
            pillar={mark}
            label={
              of.rate === null
                ? fr`Aucun marché ne dit s’il a une considération ${word}`
                : fr`des marchés renseignés ont une considération ${word}`
            }
            value={of.rate === null ? null : percent(of.rate)}
            meta={
              of.rate !== null && fr`${nb(of.yes)} sur ${count(of.filled, 'marché renseigné', 'marchés renseignés')}`
            }
            href={`/taux/calcul?${query}pilier=${word}&mesure=nombre`}
          />
        </div>
      )
    })}
  </div>
)
