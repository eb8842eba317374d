import type { Child } from 'hono/jsx'
import { BuyerTabs, baseOf, type Framed, SchemePage, viewQuery } from '#features/scheme'
import {
  Alert,
  Button,
  ButtonLink,
  Checks,
  count,
  Disclosure,
  Empty,
  Filters,
  fr,
  gridScript,
  Pagination,
  Select,
  typo,
} from '#ui'
import { gridAt, nameOfAction } from './addresses.ts'
import { GridTable } from './GridTable.tsx'
import type { Grid, GridFilter } from './grid.ts'
import type { Rejected } from './sent.ts'

interface Props extends Framed {
  grid: Grid
  filter: GridFilter
  /** Whether the filter « mes actions » says something for whoever asks. */
  pilots: boolean
  years: readonly number[]
  rejected?: Rejected
  /** What the last entry did, and the number of the act to undo. */
  saved?: { cells: number; act: number }
  /** The drafts of the page that may be sent. */
  drafts: readonly string[]
  /** The views that the reader keeps of this list. */
  views: Child
}

/** Values to enter as in a spreadsheet: indicator, row and column by line, a period by column. Works as a plain form; better with its script. */
export const GridPage = (props: Props) => {
  const { actor, scheme, grid, filter, rejected, saved, drafts } = props
  const base = baseOf(actor, scheme)
  const here = gridAt(base, filter)
  const { view } = filter
  const shown = viewQuery(view)
  const filtered = filter.action !== null || filter.only !== null || filter.year !== null
  return (
    <SchemePage
      {...props}
      title="Saisie"
      tab="/saisie"
      {...(view.own ? { script: gridScript } : {})}
      lede={
        view.own
          ? fr`Une ligne par indicateur, une colonne par période. Ce que vous saisissez est un brouillon, jusqu’à ce que vous le transmettiez.`
          : fr`Une ligne par indicateur, une colonne par période. Chaque acheteur saisit ses propres valeurs : celles-ci se lisent.`
      }
      actions={<ButtonLink href={`${base}/indicateurs`}>Voir les indicateurs</ButtonLink>}
    >
      <BuyerTabs view={view} at={query => `${base}/saisie?${new URLSearchParams(query)}`} />
      <Filters
        action={`${base}/saisie`}
        label={view.own ? 'Valeurs à saisir' : 'Valeurs montrées'}
        keep={shown}
        reset={filtered ? `${base}/saisie?${new URLSearchParams(shown)}` : undefined}
      >
        <Select
          name="fiche"
          label="Action"
          grow
          value={filter.action ?? ''}
          options={[
            { value: '', label: 'Toutes les actions' },
            ...grid.actions.map(one => ({ value: one.key, label: nameOfAction(one) })),
          ]}
        />
        <Select
          name="annee"
          label="Année"
          value={filter.year === null ? '' : String(filter.year)}
          options={[
            { value: '', label: 'Les dernières' },
            ...props.years.map(year => ({ value: String(year), label: String(year) })),
          ]}
        />
        {props.pilots && (
          <Checks
            name="qui"
            legend="Pilotage"
            checked={filter.only === null ? [] : ['moi']}
            options={[{ value: 'moi', label: 'Mes actions' }]}
          />
        )}
      </Filters>
      {props.views}
      {saved && (
        <Alert state="ok">
          <p>{count(saved.cells, 'valeur enregistrée', 'valeurs enregistrées')}.</p>
          {saved.act > 0 && (
            <form action={gridAt(base, filter, {}, '/annulation')} method="post">
              <input type="hidden" name="acte" value={saved.act} />
              <Button look="secondary" small>
                Annuler cette saisie
              </Button>
            </form>
          )}
        </Alert>
      )}
      {rejected && rejected.size > 0 && (
        <Alert
          state="late"
          urgent
          title={count(rejected.size, 'case n’est pas enregistrée', 'cases ne sont pas enregistrées')}
        >
          <p>
            {typo('Les autres le sont. Ce que vous avez écrit est resté dans sa case, avec ce qu’il faut y corriger.')}
          </p>
          <ul>
            {[...rejected].slice(0, 10).map(([name, { text, why }]) => (
              <li>
                <a href={`#${name}`}>{text === '' ? 'Case vidée' : `« ${text.slice(0, 40)} »`}</a>
                {'\u00a0: '}
                {typo(why)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {grid.parts.length === 0 ? (
        <Nothing filtered={filtered} base={base} />
      ) : (
        <>
          {view.own ? (
            <value-grid data-undo={`${base}/saisie/annulation`} {...SCRIPT_WORDS}>
              <form action={here} method="post" class="stack">
                <input type="hidden" name="vu" value={grid.seen} />
                <GridTable base={base} grid={grid} rejected={rejected ?? new Map()} />
                <p role="status" class="hint" data-words />
                <div class="actions">
                  <Button>Enregistrer les valeurs</Button>
                </div>
              </form>
            </value-grid>
          ) : (
            <GridTable base={base} grid={grid} rejected={new Map()} />
          )}
          {drafts.length > 0 && (
            <form action={gridAt(base, filter, {}, '/transmission')} method="post">
              {drafts.map(id => (
                <input type="hidden" name="valeur" value={id} />
              ))}
              <Button look="secondary">
                {`Transmettre ${drafts.length === 1 ? 'le brouillon' : `les ${drafts.length} brouillons`} de cette page pour validation`}
              </Button>
            </form>
          )}
          {grid.pages > 1 && (
            <Pagination
              page={filter.page}
              pageSize={1}
              total={grid.pages}
              href={page => gridAt(base, { ...filter, page })}
              noun={['Page', 'Pages']}
            />
          )}
          {view.own && <Help />}
        </>
      )}
    </SchemePage>
  )
}

/** What the script says. */
const SCRIPT_WORDS = {
  'data-saving': 'Enregistrement…',
  'data-saved': fr`Enregistré : {n}.`,
  'data-kept': fr`À corriger : {n}.`,
  'data-outside': fr`Hors du tableau, ou calculé : {n}.`,
  'data-undone': fr`Saisie annulée : {n}.`,
  'data-nothing': 'Il n’y a plus de saisie à annuler sur cette page.',
  'data-mine': 'Garder la mienne',
  'data-theirs': 'Prendre la sienne',
  'data-cut': fr`La connexion est coupée : rien n’est enregistré. Recommencez quand elle sera revenue.`,
  'data-lost': fr`Le site n’a pas répondu comme prévu : rien n’est enregistré. Rechargez la page.`,
}

const Nothing = ({ filtered, base }: { filtered: boolean; base: string }) => (
  <Empty
    title={filtered ? 'Aucune valeur à saisir ici' : 'Aucun indicateur à saisir'}
    actions={filtered && <ButtonLink href={`${base}/saisie`}>Effacer les filtres</ButtonLink>}
  >
    <p>
      {filtered
        ? fr`Cette action n’a pas d’indicateur qui se saisit, ou ses valeurs se calculent.`
        : fr`Les indicateurs de ce schéma se calculent tous, ou il n’en a pas encore.`}
    </p>
  </Empty>
)

const Help = () => (
  <Disclosure summary="Comment saisir">
    <ul>
      <li>{fr`Les nombres s’écrivent à la française : 46 748,5. L’unité et le signe % sont acceptés, « n.d. » ou « - » laissent la case vide.`}</li>
      <li>{fr`Copiez un bloc dans Excel ou LibreOffice, puis collez-le dans la case qui en est le coin : il se répartit sur les lignes et les colonnes.`}</li>
      <li>{fr`Entrée et les flèches vont d’une case à l’autre ; chaque case s’enregistre quand vous la quittez ; Ctrl+Z annule la dernière saisie.`}</li>
      <li>{fr`Sans script, le bouton enregistre toute la page.`}</li>
    </ul>
  </Disclosure>
)
