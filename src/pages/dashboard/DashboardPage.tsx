import type { Rates } from '#features/contracts'
import {
  ButtonLink,
  Card,
  count,
  day,
  Empty,
  fr,
  Moment,
  moment,
  Page,
  PageHead,
  Section,
  type Space,
  Timeline,
  Todo,
} from '#ui'
import { Sentence } from '../activity/ActivityPage.tsx'
import type { Told } from '../activity/activity.ts'
import { PillarTiles } from '../PillarTiles.tsx'
import type { Pressing } from './pressing.ts'

interface Props {
  space: Space
  /** Today, `YYYY-MM-DD`. */
  today: string
  tasks: Pressing
  siren: string
  /** The rates of the latest year that says something; null when the register has no contract of the organisation. */
  rates: { year: number; rates: Rates } | null
  /** What others did since the former visit; null for who is told nothing of it. */
  news: { since: Date | null; told: readonly Told[]; more: boolean } | null
  /** Where the essential is, for who may read it. */
  essential: string | null
  demo: boolean
}

/** The page is called what the reader’s menu calls it. */
const nameIn = ({ menu, here }: Space) =>
  menu.flatMap(({ links }) => links).find(({ href }) => href === here)?.label ?? 'Tableau de bord'

/** How much waits, in a sentence. */
function waitingWords({ late, others }: Pressing): string {
  const all = late.length + others.length
  if (all === 0) return 'Rien ne vous attend.'
  if (others.length === 0) return fr`${count(all, 'chose')} en retard.`
  return fr`${count(all, 'chose')} à faire${late.length === 0 ? '' : `, dont ${late.length} en retard`}.`
}

/** What is late, what awaits me, then where we stand. */
export const DashboardPage = ({ space, today, tasks, siren, rates, news, essential, demo }: Props) => (
  <Page title={nameIn(space)} space={space} demo={demo}>
    <PageHead
      title={nameIn(space)}
      lede={fr`${day(today)}. ${waitingWords(tasks)}`}
      actions={
        <>
          {essential && <ButtonLink href={essential}>L’essentiel en une page</ButtonLink>}
          <ButtonLink href={`/acheteurs/${siren}`} icon="globe">
            Voir la page publique
          </ButtonLink>
        </>
      }
    />
    <Waiting tasks={tasks} />
    {news && <News {...news} siren={siren} />}
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

/** What waits: what is late apart, then the rest. */
export const Waiting = ({ tasks: { late, others } }: { tasks: Pressing }) => (
  <>
    {late.length > 0 && (
      <Section id="en-retard" title="En retard">
        <Todo tasks={late} />
      </Section>
    )}
    {(others.length > 0 || late.length === 0) && (
      <Section id="a-faire" title="À faire maintenant">
        {others.length === 0 ? (
          <Empty title="Tout est à jour">
            <p>Ce qui attendra une décision ou une valeur de votre part s’affichera ici.</p>
          </Empty>
        ) : (
          <Todo tasks={others} />
        )}
      </Section>
    )}
  </>
)

/** What changed while the reader was away; the latest acts, in their first visit. */
export const News = ({ since, told, more, siren }: NonNullable<Props['news']> & { siren: string }) => (
  <Section
    id="nouveau"
    title={since ? 'Depuis votre dernière visite' : 'Ces derniers temps'}
    aside={since && moment(since)}
  >
    {told.length === 0 ? (
      <p class="muted">{since ? 'Rien n’a changé de ce qui vous concerne.' : 'Rien ne s’est encore passé.'}</p>
    ) : (
      <Card>
        <Timeline
          events={told.map(one => ({
            date: <Moment at={one.at} short />,
            children: <Sentence told={one} />,
          }))}
        />
        <p class="small">
          <a href={`/organisations/${siren}/activite`}>{more ? 'Le reste, et toute l’activité' : 'Toute l’activité'}</a>
        </p>
      </Card>
    )}
  </Section>
)
