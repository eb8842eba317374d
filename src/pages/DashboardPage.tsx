import type { Rates } from '#features/contracts'
import { ButtonLink, Card, count, day, Empty, fr, Page, PageHead, Section, type Space, type Task, Todo } from '#ui'
import { PillarTiles } from './PillarTiles.tsx'

interface Props {
  space: Space
  /** Today, `YYYY-MM-DD`. */
  today: string
  tasks: readonly Task[]
  siren: string
  /** The rates of the latest year that says something; null when the register has no contract of the organisation. */
  rates: { year: number; rates: Rates } | null
  demo: boolean
}

/** The page is called what the reader’s menu calls it. */
const nameIn = ({ menu, here }: Space) =>
  menu.flatMap(({ links }) => links).find(({ href }) => href === here)?.label ?? 'Tableau de bord'

/** What awaits me, then where we stand. */
export const DashboardPage = ({ space, today, tasks, siren, rates, demo }: Props) => (
  <Page title={nameIn(space)} space={space} demo={demo}>
    <PageHead
      title={nameIn(space)}
      lede={fr`${day(today)}. ${tasks.length === 0 ? 'Rien ne vous attend.' : `${count(tasks.length, 'chose')} à faire.`}`}
      actions={
        <ButtonLink href={`/acheteurs/${siren}`} icon="globe">
          Voir la page publique
        </ButtonLink>
      }
    />
    <Section id="a-faire" title="À faire maintenant">
      {tasks.length === 0 ? (
        <Empty title="Tout est à jour">
          <p>Ce qui attendra une décision ou une valeur de votre part s’affichera ici.</p>
        </Empty>
      ) : (
        <Todo tasks={tasks} />
      )}
    </Section>
    <Section
      id="ou-en-sommes-nous"
      title={fr`Où en sommes-nous ?`}
      aside={rates && fr`Marchés notifiés en ${rates.year}`}
    >
      {rates === null ? (
        <Empty title="Le registre n’a aucun marché de cet acheteur">
          <p>
            Ses taux s’afficheront ici dès qu’un fichier de données essentielles (DECP) qui en contient sera importé.
          </p>
        </Empty>
      ) : (
        <Card>
          <PillarTiles rates={rates.rates} query={`acheteurs=${siren}&annee=${rates.year}&`} />
          <p class="small muted">
            {count(rates.rates.contracts, 'marché notifié', 'marchés notifiés')} en {rates.year}.{' '}
            <a href={`/taux?acheteurs=${siren}`}>Toutes les années</a>
          </p>
        </Card>
      )}
    </Section>
  </Page>
)
