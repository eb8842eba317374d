import type { Actor } from '#features/organisations'
import { baseOf, type Scheme } from '#features/scheme'
import {
  Alert,
  Card,
  count,
  Day,
  Disclosure,
  Empty,
  FormButton,
  fr,
  Missing,
  nb,
  Page,
  PageHead,
  Section,
  type Space,
  Table,
  type Task,
  Todo,
  typo,
} from '#ui'
import { gridAt, nameOfAction } from '../grid/addresses.ts'
import { type Due, STATUS_WEEKS } from './due.ts'
import type { Expected } from './reading.ts'
import { dueWords, formAt, summaryOf } from './words.ts'

/** How many lines of a kind a page shows; the others are in the grid, and come when these are said. */
const SHOWN = 40

const KINDS: Record<Due['kind'], { id: string; title: string; head: string; hint: string }> = {
  value: {
    id: 'valeurs',
    title: 'Valeurs à saisir',
    head: 'Valeur',
    hint: 'Les périodes écoulées dont rien n’est dit, ou dont la valeur a été refusée.',
  },
  status: {
    id: 'etats',
    title: 'États à dire',
    head: 'Action',
    hint: `Les actions dont personne n’a dit où elles en sont depuis ${STATUS_WEEKS} semaines.`,
  },
  step: {
    id: 'etapes',
    title: 'Étapes échues',
    head: 'Étape',
    hint: 'Les étapes dont la date est passée : dites qu’elles sont faites, ou demandez que leur date change.',
  },
}

interface Props {
  actor: Actor
  space: Space | undefined
  expected: readonly Expected[]
  comments: readonly Task[]
  /** How many links to forms that were mailed still open something. */
  links: number
  done?: string | undefined
}

/** What is expected of whoever reads, in all the schemes of the organisation: each line leads to just its form. */
export const ExpectedPage = ({ actor, space, expected, comments, links, done }: Props) => {
  const summary = summaryOf(expected)
  const lines = expected.flatMap(({ scheme, dues }) => dues.map(due => ({ scheme, due })))
  const judging = expected.filter(({ waiting }) => waiting > 0)
  return (
    <Page title="Ce qui est attendu de moi" space={space}>
      <PageHead
        title="Ce qui est attendu de moi"
        lede={summary === '' ? 'Ce que vous pilotez est à jour.' : typo(`${summary}.`)}
      />
      {done && (
        <Alert state="ok">
          <p>{done}</p>
        </Alert>
      )}
      {lines.length + judging.length + comments.length === 0 && (
        <Empty title="Rien ne vous attend">
          <p>{fr`Les valeurs des périodes qui se terminent, les états à redire et les étapes échues des actions que vous pilotez s’afficheront ici.`}</p>
        </Empty>
      )}
      {comments.length > 0 && (
        <Section id="commentaires" title="Commentaires à traiter" aside={nb(comments.length)}>
          <Todo tasks={comments} />
        </Section>
      )}
      {judging.length > 0 && (
        <Section id="validation" title="Valeurs à valider">
          <ul class="stack stack--tight">
            {judging.map(({ scheme, waiting }) => (
              <li>
                <a href={`${baseOf(actor, scheme)}/validation`}>
                  {count(waiting, 'valeur transmise', 'valeurs transmises')}
                </a>
                {fr` dans `}
                <bdi>{scheme.title}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(Object.keys(KINDS) as Due['kind'][]).map(kind => (
        <Lines
          kind={kind}
          actor={actor}
          lines={lines.filter(({ due }) => due.kind === kind)}
          several={expected.length > 1}
        />
      ))}
      <Disclosure summary="Et par courriel" open={links > 0}>
        <p>
          {fr`Chaque lundi matin, un courriel vous rappelle ce qui est attendu, s’il y a lieu. `}
          <a href="/mon-compte/courriels">Choisir mes courriels</a>
        </p>
        {links > 0 && (
          <>
            <p>{fr`${count(links, 'lien envoyé ouvre', 'liens envoyés ouvrent')} encore un formulaire à votre nom, sans connexion. Si un de ces courriels est arrivé chez quelqu’un d’autre, annulez-les.`}</p>
            <FormButton action={`/organisations/${actor.membership.organisation.siren}/attendus/liens/fin`}>
              Annuler les liens envoyés
            </FormButton>
          </>
        )}
      </Disclosure>
    </Page>
  )
}

const WHEN = { status: 'Dernier état dit', step: 'Échéance' } as const

const When = ({ due }: { due: Due }) => {
  const date = due.kind === 'step' ? due.to : due.kind === 'status' ? due.said : null
  return date === null ? <Missing>Aucun</Missing> : <Day date={date} short />
}

interface Line {
  scheme: Scheme
  due: Due
}

const Lines = ({
  kind,
  actor,
  lines,
  several,
}: {
  kind: Due['kind']
  actor: Actor
  lines: readonly Line[]
  several: boolean
}) => {
  const { id, title, head, hint } = KINDS[kind]
  if (lines.length === 0) return null
  const rest = lines.length - SHOWN
  const last = lines.at(-1)
  return (
    <Section id={id} title={title} aside={nb(lines.length)}>
      <p class="small muted">{typo(hint)}</p>
      <Card flush>
        <Table
          id={`${id}-table`}
          caption={title}
          hideCaption
          stack
          rows={lines.slice(0, SHOWN)}
          columns={[
            {
              head,
              cell: ({ scheme, due }) => (
                <>
                  <a href={formAt(baseOf(actor, scheme), due)}>
                    <bdi>{typo(dueWords(due))}</bdi>
                  </a>
                  {several && (
                    <small>
                      <bdi>{scheme.title}</bdi>
                    </small>
                  )}
                </>
              ),
            },
            ...(kind === 'status'
              ? []
              : [
                  {
                    head: 'Action',
                    cell: ({ due }: Line) => (due.action ? <bdi>{nameOfAction(due.action)}</bdi> : fr`Tout le schéma`),
                  },
                ]),
            ...(kind === 'value'
              ? []
              : [{ head: WHEN[kind], numeric: true, cell: ({ due }: Line) => <When due={due} /> }]),
          ]}
        />
      </Card>
      {rest > 0 && (
        <p class="small">
          {fr`Et ${count(rest, 'autre', 'autres')}, qui s’afficheront quand celles-ci seront dites.`}{' '}
          {kind === 'value' && last && (
            <a href={gridAt(baseOf(actor, last.scheme), { action: null, only: null, year: null, page: 1 })}>
              Ouvrir la grille de saisie
            </a>
          )}
        </p>
      )}
    </Section>
  )
}
