import type { Buyer, Rates } from '#features/contracts'
import { formatSiret } from '#kernel'
import { Card, count, Day, Empty, fr, Hero, inParis, nb, Page, PillarMark, percent, SearchForm, Tile } from '#ui'

export interface HomeProps {
  rates: Rates
  year: number | null
  buyers: readonly Buyer[]
  latest: { id: number; file: string; finished_at: Date | null } | undefined
  demo: boolean
}

/** What this is, and the way to a buyer. */
export const HomePage = ({ rates, year, buyers, latest, demo }: HomeProps) => (
  <Page
    title="Accueil"
    description="Les taux d’achats socialement et écologiquement responsables de chaque acheteur public, calculés à partir des données officielles, avec les marchés derrière chaque chiffre."
    current="home"
    demo={demo}
    hero={
      <Hero
        title="Des achats publics responsables, chiffres à l’appui"
        lede="Combien de marchés publics ont une clause ou un critère social ou environnemental ? Pour chaque acheteur et chaque année, le taux, et les marchés qui le prouvent."
      >
        <SearchForm action="/acheteurs" id="acheteur" label="Nom, SIREN ou SIRET d’un acheteur" />
      </Hero>
    }
  >
    {rates.contracts === 0 ? (
      <Empty title="Le registre est vide">
        <p>{fr`Importez un fichier de données essentielles (DECP) depuis le serveur : la commande est expliquée sur la page des imports.`}</p>
        <p>
          <a href="/imports">Comment importer un fichier</a>
        </p>
      </Empty>
    ) : (
      <>
        <Card
          id="ensemble"
          title={year === null ? 'Tous les acheteurs' : fr`Tous les acheteurs, en ${year}`}
          aside={<a href={year === null ? '/taux' : `/taux?annee=${year}`}>Tous les taux</a>}
        >
          <div class="grid">
            {(['environmental', 'social'] as const).map(pillar => (
              <div class="stack stack--tight">
                <PillarMark pillar={pillar === 'social' ? 'soc' : 'eco'} />
                <Tile
                  bare
                  big
                  pillar={pillar === 'social' ? 'soc' : 'eco'}
                  label={`des marchés renseignés ont une considération ${pillar === 'social' ? 'sociale' : 'environnementale'}`}
                  value={rates[pillar].rate === null ? null : percent(rates[pillar].rate)}
                  meta={fr`${nb(rates[pillar].yes)} sur ${nb(rates[pillar].filled)} renseignés`}
                  href={`/taux/calcul?${year === null ? '' : `annee=${year}&`}pilier=${pillar === 'social' ? 'sociale' : 'environnementale'}&mesure=nombre`}
                />
              </div>
            ))}
            <div class="stack stack--tight">
              <Tile
                bare
                label={year === null ? 'Marchés' : `Marchés notifiés en ${year}`}
                value={nb(rates.contracts)}
                meta={
                  latest?.finished_at && (
                    <span>
                      Dernier import le <Day date={inParis(latest.finished_at).date} />
                    </span>
                  )
                }
              />
            </div>
          </div>
        </Card>
        <Card id="acheteurs" title="Acheteurs" aside={<a href="/acheteurs">Tous les acheteurs</a>}>
          <ul>
            {buyers.slice(0, 6).map(buyer => (
              <li>
                <a href={`/acheteurs/${buyer.siret}`}>
                  <bdi>{buyer.name ?? `Acheteur ${formatSiret(buyer.siret)}`}</bdi>
                </a>
                , <span class="muted">{count(buyer.contracts, 'marché')}</span>
              </li>
            ))}
          </ul>
        </Card>
        <div class="grid">
          <Card id="prouver" title="Chaque chiffre s’explique">
            <p>
              Numérateur, dénominateur, ce qui est écarté et pourquoi, marchés un par un : tout s’ouvre et se
              télécharge.
            </p>
          </Card>
          <Card id="silence" title="Un silence n’est pas un non">
            <p>
              Un champ vide ou illisible n’est ni « oui » ni « non » : il est montré, compté à part, et{' '}
              <a href="/qualite">à corriger à la source</a>.
            </p>
          </Card>
          <Card id="refaire" title="Chacun peut refaire le calcul">
            <p>
              Les règles sont <a href="/methode">écrites et sourcées</a>, les données sont publiques, le logiciel est
              libre.
            </p>
          </Card>
        </div>
      </>
    )}
  </Page>
)
