import type { Child } from 'hono/jsx'
import { nb } from './format.ts'
import { Icon, type IconName } from './icons.tsx'

type Look = 'primary' | 'secondary' | 'quiet'

const buttonClass = (look: Look, small?: boolean) =>
  `button${look === 'primary' ? '' : ` button--${look}`}${small ? ' button--small' : ''}`

interface ButtonProps {
  /** One primary per view. */
  look?: Look
  icon?: IconName
  small?: boolean
  children: Child
}

/** A link that looks like a button: a verb and its object. `download` proposes to save what it leads to. */
export const ButtonLink = (props: ButtonProps & { href: string; download?: boolean }) => (
  <a class={buttonClass(props.look ?? 'secondary', props.small)} href={props.href} download={props.download}>
    {props.icon && <Icon name={props.icon} />}
    {props.children}
  </a>
)

/** A button of a form: a verb and its object. `id` names it to addresses: going to `#id` puts the focus on it. */
export const Button = (props: ButtonProps & { id?: string; name?: string; value?: string }) => (
  <button
    type="submit"
    class={buttonClass(props.look ?? 'primary', props.small)}
    id={props.id}
    name={props.name}
    value={props.value}
  >
    {props.icon && <Icon name={props.icon} />}
    {props.children}
  </button>
)

/** A step of the path to a page. */
export interface Crumb {
  label: string
  href: string
}

/** Where the page stands: its ancestors as links, then itself. */
export const Breadcrumb = ({ crumbs, current }: { crumbs: readonly Crumb[]; current: string }) => (
  <nav class="breadcrumb" aria-label="Fil d’Ariane">
    <ol>
      {crumbs.map(({ label, href }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
      <li aria-current="page">{current}</li>
    </ol>
  </nav>
)

/** Tabs that are links: one address each. `label` names the group for assistive technologies. */
export const Tabs = ({
  label,
  tabs,
}: {
  label: string
  tabs: readonly { label: Child; href: string; current?: boolean }[]
}) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(tab => (
      <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
        {tab.label}
      </a>
    ))}
  </nav>
)

export interface PaginationProps {
  /** From 1. */
  page: number
  pageSize: number
  total: number
  /** The count stopped at `total`: there are more, how many is not known. */
  capped?: boolean
  /** No page after this one is offered, whatever the total. */
  lastPage?: number
  href: (page: number) => string
  /** Singular and plural, with a capital when they start the sentence: `['Marché', 'Marchés']`. */
  noun: readonly [string, string]
  /** Where whoever reads it on paper finds the others, in a sentence; on the other pages unless said. */
  others?: string
}

/** The page numbers to offer: first, last, current and its neighbours; null stands for a gap. */
export function pageNumbers(page: number, last: number | null): (number | null)[] {
  const end = last ?? page + 1
  const wanted = [...new Set([1, page - 1, page, page + 1, end])].filter(n => n >= 1 && n <= end).sort((a, b) => a - b)
  return wanted.flatMap((n, i) => {
    const before = wanted[i - 1] ?? 0
    // A gap of one page is that page
    return n - before === 1 ? [n] : n - before === 2 ? [n - 1, n] : [null, n]
  })
}

/** Which items are shown out of how many, and links to the other pages. Says nothing when there is nothing. */
export const Pagination = ({
  page,
  pageSize,
  total,
  capped,
  lastPage = Infinity,
  href,
  noun,
  others,
}: PaginationProps) => {
  if (total === 0) return null
  const last = Math.min(Math.max(1, Math.ceil(total / pageSize)), lastPage)
  const first = (page - 1) * pageSize + 1
  const end = capped ? page * pageSize : Math.min(page * pageSize, total)
  const hasNext = page < (capped ? lastPage : last)
  return (
    <nav class="pagination" aria-label="Pages">
      <p>
        {first > end
          ? `Cette page n’existe pas\u00a0: il y a ${nb(total)}\u00a0${noun[total < 2 ? 0 : 1].toLowerCase()}`
          : `${noun[first === end ? 0 : 1]} ${nb(first)}${first === end ? '' : ` à ${nb(end)}`} sur ${capped ? 'plus de ' : ''}${nb(total)}`}
      </p>
      {(capped || last > 1) && first <= end && (
        <p class="print-only">{others ?? 'Les autres sont sur les autres pages.'}</p>
      )}
      {(last > 1 || page > 1 || capped) && (
        <ul class="pagination__pages">
          {page > 1 && (
            <li>
              <a href={href(Math.min(page - 1, capped ? page : last))} rel="prev">
                Précédente
              </a>
            </li>
          )}
          {pageNumbers(Math.min(page, capped ? page : last), capped && hasNext ? null : last).map(n => (
            <li>
              {n === null ? (
                <span>…</span>
              ) : (
                <a href={href(n)} aria-label={`Page ${n}`} aria-current={n === page ? 'page' : undefined}>
                  {nb(n)}
                </a>
              )}
            </li>
          ))}
          {hasNext && (
            <li>
              <a href={href(page + 1)} rel="next">
                Suivante
              </a>
            </li>
          )}
        </ul>
      )}
    </nav>
  )
}
