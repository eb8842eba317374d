import type { Child } from 'hono/jsx'
import { parisDay } from '#kernel'
import { documentOf, type Head } from './document.tsx'
import { SearchForm } from './form-frames.tsx'
import { Icon } from './icons.tsx'
import { Day } from './marks.tsx'
import { Breadcrumb, type Crumb } from './navigation.tsx'
import { type Space, SpaceFrame, SpacePerson, SpaceTitle } from './Space.tsx'

const MENU = [
  ['home', 'Accueil', '/'],
  ['buyers', 'Acheteurs', '/acheteurs'],
  ['schemes', 'Schémas', '/schemas'],
  ['contracts', 'Marchés', '/marches'],
  ['imports', 'Imports', '/imports'],
  ['method', 'Méthode', '/methode'],
] as const

/** A heading of the public menu. */
export type MenuKey = (typeof MENU)[number][0]

const MARK = [
  ['M6 5.5L26 13', 'eco'],
  ['M26 13L6 20.5', 'soc'],
  ['M6 27.5h20', 'biz'],
] as const

// Tones of the dark theme, since the band is dark in both
const NIGHT = { eco: '#93cf8f', soc: '#f3a585', biz: '#93c6ec' }

/** The mark, "at least as good as": three strokes, one per pillar. */
const Mark = ({ night, ...props }: { night?: boolean; class?: string }) => (
  <svg
    {...props}
    viewBox="0 0 32 32"
    aria-hidden="true"
    fill="none"
    stroke-width={night ? '3.6' : '4.2'}
    stroke-linecap="round"
  >
    {MARK.map(([d, pillar]) => (
      <path d={d} stroke={night ? NIGHT[pillar] : `var(--${pillar})`} />
    ))}
  </svg>
)

/** Mark and name, a link to the home page. */
export const Brand = () => (
  <a class="brand" href="/">
    <Mark />
    <span>
      mieux<i>disant</i>
    </span>
  </a>
)

const MenuButton = () => (
  <button type="button" class="button button--secondary menu-button" popovertarget="menu">
    <Icon name="menu" />
    Menu
  </button>
)

const SpaceBar = ({ space }: { space: Space }) => (
  <header class="topbar topbar--space">
    <Brand />
    <SpaceTitle {...space} />
    <MenuButton />
    {space.search && (
      <SearchForm
        action={space.search}
        id="recherche"
        label="Rechercher dans l’organisation"
        placeholder="Action, marché, décision…"
        quiet
      />
    )}
    <SpacePerson {...space} />
  </header>
)

const TopBar = ({ current, ancestor, query }: { current?: MenuKey; ancestor: boolean; query?: string }) => (
  <header class="topbar">
    <Brand />
    <MenuButton />
    <nav class="menu" id="menu" popover="auto" aria-label="Menu principal">
      <button type="button" class="button button--secondary" popovertarget="menu" popovertargetaction="hide">
        <Icon name="cross" />
        Fermer
      </button>
      <ul class="menu__list">
        {MENU.map(([key, label, href]) => (
          <li>
            <a href={href} aria-current={key === current ? (ancestor ? 'true' : 'page') : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <SearchForm
      action="/recherche"
      id="recherche"
      label="Chercher un acheteur, un marché, un schéma"
      placeholder="Acheteur, marché, schéma…"
      value={query}
      quiet
    />
  </header>
)

export interface PageProps extends Head {
  /** Whoever reads came for this page alone: no menu, no search. */
  alone?: boolean
  /** The heading of the public menu that the page belongs to. */
  current?: MenuKey
  /** Where someone who is signed in works: its menu stands instead of the public one. */
  space?: Space | undefined
  /** The pages above this one, from the top; the last step, this page, is added. */
  crumbs?: readonly Crumb[]
  /** What this page is called at the end of the breadcrumb, when its title is long. */
  crumb?: string
  /** What the reader must know before anything else: one or several alerts. */
  notice?: Child
  /** `text` keeps the content to a readable measure. */
  width?: 'wide' | 'text'
  /** A full-width band above the content: the home page's {@link Hero}. */
  hero?: Child
  /** What was searched for, shown again in the search field. */
  query?: string
  children: Child
}

/** A whole HTML document. Its only style is the served sheet; its icons are those that it uses. */
export function Page(props: PageProps) {
  const { space } = props
  const ancestor = (props.crumbs?.length ?? 0) > 0
  const main = (
    <main class="main" id="contenu" tabindex={-1}>
      {props.hero}
      <div class={props.width === 'text' ? 'page page--text' : 'page'}>
        {props.crumbs && <Breadcrumb crumbs={props.crumbs} current={props.crumb ?? props.title} />}
        {props.notice}
        {props.children}
      </div>
    </main>
  )
  const body = (
    <>
      <a class="skip-link" href="#contenu">
        Aller au contenu
      </a>
      {space ? (
        <SpaceBar space={space} />
      ) : props.alone ? (
        <header class="topbar">
          <Brand />
        </header>
      ) : (
        <TopBar
          {...(props.current ? { current: props.current } : {})}
          {...(props.query ? { query: props.query } : {})}
          ancestor={ancestor}
        />
      )}
      {props.demo && (
        <aside class="banner" aria-label="Avertissement">
          <Icon name="info" />
          <p>Données d’exemple{'\u00a0'}: la Vallonne n’existe pas, ses marchés et leurs chiffres sont inventés.</p>
        </aside>
      )}
      {space ? (
        <SpaceFrame space={space} exact={!ancestor}>
          {main}
        </SpaceFrame>
      ) : (
        main
      )}
      <footer class="footer">
        <span>Mieuxdisant, logiciel libre (EUPL-1.2)</span>
        {space && (
          <span class="print-only">
            <bdi>{space.name}</bdi>, imprimé le <Day date={parisDay(new Date())} />
          </span>
        )}
        <a href="/methode">Méthode de calcul</a>
        <a href="/imports">Fichiers importés</a>
        <a href="/mon-compte">Mon compte</a>
        <a href="/accessibilite">Accessibilité{'\u00a0'}: non conforme</a>
        <a href="/donnees-personnelles">Données personnelles</a>
        <a href="/mentions-legales">Mentions légales</a>
      </footer>
    </>
  )
  const rendered = body.toString() as string | Promise<string>
  return typeof rendered === 'string' ? documentOf(props, rendered) : rendered.then(html => documentOf(props, html))
}

/** The head of a page: its only `h1`, what it says in a sentence, its main actions, and chips above. */
export const PageHead = (props: { title: Child; lede?: Child; chips?: Child; actions?: Child }) => (
  <header class="page-head">
    <div>
      {props.chips && <div class="row">{props.chips}</div>}
      <h1>{props.title}</h1>
      {props.lede && <p class="lede">{props.lede}</p>}
    </div>
    {props.actions && <div class="actions">{props.actions}</div>}
  </header>
)

/** The home page's band: a promise, and the way in. It holds the page's `h1`. */
export const Hero = (props: { kicker?: Child; title: Child; lede: Child; children?: Child }) => (
  <div class="hero">
    <div>
      <div>
        {props.kicker && <p>{props.kicker}</p>}
        <h1>{props.title}</h1>
        <p class="lede">{props.lede}</p>
        {props.children}
      </div>
      <Mark night class="hero__mark" />
    </div>
  </div>
)
