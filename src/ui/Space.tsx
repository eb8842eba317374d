import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

/** A page of the menu of a space. */
export interface SpaceLink {
  label: string
  href: string
  icon: IconName
  /** How many things wait to be handled there. */
  waiting?: number
}

/** Where someone who is signed in works: an organisation, or the site that they administer. */
export interface Space {
  name: string
  /** What it is called for, under its name. */
  caption?: string | undefined
  /** The page where one chooses another; absent when there is no other. */
  others?: string | undefined
  /** Who is signed in. */
  person: string
  /** The page that searches it; absent where there is none, and on that page. */
  search?: string
  /** At most four groups of five. */
  menu: readonly { title: string; links: readonly SpaceLink[] }[]
  /** The address of the menu's page that is shown, or that the shown one belongs to. */
  here: string
}

/** Whose space it is, at the top of its pages. */
export const SpaceTitle = ({ name, caption, others }: Space) => (
  <p class="org">
    <b>
      <bdi>{name}</bdi>
    </b>
    {others ? <a href={others}>Changer d’organisation</a> : caption}
  </p>
)

/** Who is signed in, a link to their account. */
export const SpacePerson = ({ person }: Space) => (
  <a class="button button--quiet user" href="/mon-compte" aria-label={`Mon compte : ${person}`}>
    <Icon name="person" />
    <span>{person}</span>
  </a>
)

/** The menu beside the page on a wide screen, a native popover on a narrow one. */
export const SpaceMenu = ({ menu, here, exact }: Space & { exact: boolean }) => (
  <div>
    <nav class="side-nav" id="menu" popover="auto" aria-label="Menu principal">
      <button type="button" class="button button--secondary" popovertarget="menu" popovertargetaction="hide">
        <Icon name="cross" />
        Fermer
      </button>
      {menu.map(({ title, links }) => (
        <>
          <h2>{title}</h2>
          <ul class="side-nav__list">
            {links.map(({ label, href, icon, waiting = 0 }) => (
              <li>
                <a href={href} aria-current={href === here ? (exact ? 'page' : 'true') : undefined}>
                  <Icon name={icon} />
                  {label}
                  {waiting > 0 && (
                    <span class="badge">
                      {waiting}
                      <span class="sr-only"> à traiter</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
  </div>
)

/** The page between its menu and the edge. */
export const SpaceFrame = ({ space, exact, children }: { space: Space; exact: boolean; children: Child }) => (
  <div class="app">
    <SpaceMenu {...space} exact={exact} />
    {children}
  </div>
)
