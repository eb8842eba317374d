import type { Buyer, Rates } from '#features/contracts'
import { FirstRunNotice } from '#features/organisations'
import { formatSiret, parisDay } from '#kernel'
import { Card, count, Day, Empty, fr, Hero, inParis, Page, SearchForm } from '#ui'
import { PillarTiles } from './PillarTiles.tsx'

export interface HomeProps {
  rates: Rates
  year: number | null
  buyers: readonly Buyer[]
  latest: { id: number; file: string; finished_at: Date | null } | undefined
  demo: boolean
  /** Nobody administers the instance yet. */
  isNew: boolean
}

/** What this is, and the way to a buyer. */
export const HomePage = ({ rates, year, buyers, latest, demo, isNew }: HomeProps) => (
  <Page
    title="Accueil"
    description="Les taux d’achats socialement et écologiquement responsables de chaque acheteur public, calculés à partir des données officielles, avec les marchés derrière chaque chiffre."
    current="home"
    demo={demo}
    notice={isNew && <FirstRunNotice />}
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
        <p>{fr`Aucun fichier de données essentielles (DECP) n’y est en ce moment. Sur le serveur :`}</p>
        <pre tabindex={0}>
          <code>bin/mieuxdisant import FICHIER…</code>
        </pre>
        <p>
          Formats JSON, XML et CSV, compressés ou non. <a href="/imports">Comment importer, et annuler</a>
        </p>
      </Empty>
    ) : (
      <>
        <div class="split">
          <Together {...{ rates, year, latest }} />
          <Card id="acheteurs" title="Principaux acheteurs" aside={<a href="/acheteurs">Tous</a>}>
            <ul class="stack stack--tight">
              {buyers.slice(0, 6).map(buyer => (
                <li>
                  <a href={`/acheteurs/${buyer.siret}`}>
                    <bdi>{buyer.name ?? `Acheteur ${formatSiret(buyer.siret)}`}</bdi>
                  </a>
                  <div class="small muted">{count(buyer.contracts, 'marché')}</div>
                </li>
              ))}
            </ul>
          </Card>
        </div>
        <div class="grid">
          <Card id="prouver" title="Chaque chiffre s’explique">
            <p>
              Numérateur, dénominateur, ce qui est écarté et pourquoi, marchés un par un : tout s’ouvre et se
              télécharge.
            </p>
          </Card>
          <Card id="silence" title="Un silence n’est pas un non">
            <p>
              {fr`Un champ vide ou illisible n’est ni « oui » ni « non » : il est montré, compté à part, et `}
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

const Together = ({ rates, year, latest }: Pick<HomeProps, 'rates' | 'year' | 'latest'>) => (
  <Card
    id="ensemble"
    title={year === null ? 'Tous les acheteurs' : fr`Tous les acheteurs, en ${year}`}
    aside={<a href={year === null ? '/taux' : `/taux?annee=${year}`}>Tous les taux</a>}
  >
    <PillarTiles rates={rates} query={year === null ? '' : `annee=${year}&`} />
    <p class="small muted">
      {count(rates.contracts, 'marché notifié', 'marchés notifiés')}
      {year === null ? ' dans le registre' : ` en ${year}`}
      {parisDay(new Date()).startsWith(`${year}-`) && ', année en cours'}
      {latest?.finished_at && (
        <>
          , dernier import le <Day date={inParis(latest.finished_at).date} />
        </>
      )}
      .
    </p>
  </Card>
)
