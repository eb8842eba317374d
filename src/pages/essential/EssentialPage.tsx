import type { Child } from 'hono/jsx'
import type { Actor } from '#features/organisations'
import { Card, count, day, Empty, fr, inParis, Page, PageHead, Section, type Space, type State, Status, Tile, Todo } from '#ui' // biome-ignore format: one line
import type { KeyFigure, Warning } from './choosing.ts'
import { agendaOf, type Essential, hrefOf } from './reading.ts'

/** How each kind of warning looks, and what it is in two words. */
const LOOKS: Readonly<Record<Warning['kind'], { state: State; when: string }>> = {
  evaluations: { state: 'late', when: 'En retard' },
  decisions: { state: 'late', when: 'En attente' },
  actions: { state: 'late', when: 'En retard' },
  indicator: { state: 'warn', when: 'Écart' },
  rate: { state: 'warn', when: 'En baisse' },
  silence: { state: 'warn', when: 'Non renseigné' },
}
/** More would not fit on a printed page. */
const MOST = { decisions: 3, points: 5 }

interface Props {
  space: Space
  actor: Actor
  read: Essential
  /** What else awaits the reader, and what is new to them: on paper, the page stops before. */
  children?: Child
}

/** What somebody who decides reads in one page: five figures, what presses, what they have to decide. */
export const EssentialPage = ({ space, actor, read, children }: Props) => (
  <Page title="L’essentiel" space={space} demo={read.demo}>
    <PageHead
      title="L’essentiel"
      lede={
        <>
          {day(read.today)}.
          {read.scheme && (
            <>
              {' '}
              <a href={read.scheme.href}>
                <bdi>{read.scheme.title}</bdi>
              </a>
            </>
          )}
        </>
      }
    />
    <Section id="chiffres" title={read.figures.length === 5 ? 'Cinq chiffres' : 'Les chiffres'}>
      {read.figures.length === 0 ? (
        <Empty title="Aucun chiffre encore">
          <p>Ils viendront des marchés du registre et des valeurs validées du schéma.</p>
        </Empty>
      ) : (
        <div class="grid grid--narrow">
          {read.figures.map(one => (
            <Card>
              <FigureTile {...one} />
            </Card>
          ))}
        </div>
      )}
    </Section>
    <Section id="alertes" title="Ce qui presse">
      {read.warnings.length === 0 ? (
        <p class="muted">Rien ne presse : rien n’est en retard, rien ne s’éloigne de sa cible.</p>
      ) : (
        <Todo
          tasks={read.warnings.map(({ kind, title, text, href }) => ({
            ...LOOKS[kind],
            title,
            text,
            action: { label: 'Voir', href },
          }))}
        />
      )}
    </Section>
    <Decisions actor={actor} read={read} />
    {children && <div class="stack no-print">{children}</div>}
  </Page>
)

const FigureTile = ({ pillar, value, label, standing, before, target, source, href, leads }: KeyFigure) => (
  <Tile
    bare
    lead
    pillar={pillar}
    value={value}
    label={<bdi>{label}</bdi>}
    meta={
      <>
        {standing && (
          <p>
            <Status state={standing.state}>{standing.words}</Status>
          </p>
        )}
        <span>{before ?? 'Sans comparaison'}</span>
        {target !== null && <span>{fr`Cible : ${target}`}</span>}
        <span>{source}</span>
        {leads && (
          <a class="small" href={href}>
            {leads}
          </a>
        )}
      </>
    }
    href={leads ? undefined : href}
  />
)

/** What bodies wait for, and when they meet. */
const Decisions = ({ actor, read }: { actor: Actor; read: Essential }) => {
  const { mine, decisions, meeting } = read
  const shown = decisions.slice(0, MOST.decisions)
  return (
    <Section
      id="decider"
      title={mine ? 'Ce que vous avez à décider' : 'Ce que les instances ont à décider'}
      aside={decisions.length > shown.length && count(decisions.length, 'dossier')}
    >
      {decisions.length === 0 && <p class="muted">Aucun dossier n’attend de décision.</p>}
      {shown.length > 0 && (
        <Todo
          tasks={shown.map(one => ({
            state: one.asked ? 'warn' : 'info',
            when: one.asked
              ? fr`Avant le ${day(one.until ?? '', 'short')}`
              : fr`Depuis le ${day(inParis(one.since).date, 'short')}`,
            title: <bdi>{one.title}</bdi>,
            text: one.asked ? fr`${one.body} est consultée par écrit.` : fr`Au tour de ${one.body}.`,
            action: { label: one.asked ? 'Répondre' : 'Lire le dossier', href: hrefOf(actor, one) },
          }))}
        />
      )}
      {meeting && (
        <Card id="reunion" level="h3" title={fr`Prochaine réunion : ${meeting.body}`}>
          <p>
            {fr`Le ${day(inParis(meeting.startsAt).date)} à ${inParis(meeting.startsAt).time}`}
            {meeting.place !== '' && <bdi>{fr`, ${meeting.place}`}</bdi>}
            {meeting.convened ? '.' : fr`, pas encore convoquée.`}{' '}
            <a href={agendaOf(actor, meeting)}>Voir la réunion</a>
          </p>
          {meeting.agenda.length > 0 && (
            <ol>
              {meeting.agenda.slice(0, MOST.points).map(title => (
                <li>
                  <bdi>{title}</bdi>
                </li>
              ))}
            </ol>
          )}
        </Card>
      )}
    </Section>
  )
}
