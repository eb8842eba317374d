import type { Child } from 'hono/jsx'
import { Icon } from './icons.tsx'
import { Button } from './navigation.tsx'

/**
 * A form that changes something: its fields, then its button (`submit`: a verb and its object); `aside` when it is not what the page is for;
 * `files` when it sends some; `wide` for long texts. */
export const Form = (props: {
  action: string
  submit: Child
  aside?: boolean
  files?: boolean
  wide?: boolean
  children: Child
}) => (
  <form
    class={props.wide ? 'form form--wide stack' : 'form stack'}
    action={props.action}
    method="post"
    enctype={props.files ? 'multipart/form-data' : undefined}
  >
    {props.children}
    <div class="actions">
      <Button look={props.aside ? 'secondary' : 'primary'}>{props.submit}</Button>
    </div>
  </form>
)

/** A button that changes something by itself, beside what it acts on. */
export const FormButton = (props: { action: string; small?: boolean; children: Child }) => (
  <form action={props.action} method="post">
    <Button look="secondary" small={props.small === true}>
      {props.children}
    </Button>
  </form>
)

/**
 * Filters: a GET form, so that a selection has an address. `keep` are the parameters that must survive (the sort);
 * `reset` is the address without filters, given when at least one is set.
 */
export const Filters = (props: {
  action: string
  label: string
  keep?: Readonly<Record<string, string | undefined>>
  submit?: string
  reset?: string | undefined
  children: Child
}) => (
  <form class="filters" action={props.action} method="get" aria-label={props.label}>
    {Object.entries(props.keep ?? {}).map(
      ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
    )}
    {props.children}
    <div class="actions">
      <Button look="secondary" icon="filter">
        {props.submit ?? 'Filtrer'}
      </Button>
      {props.reset && (
        <a class="button button--quiet" href={props.reset}>
          Effacer les filtres
        </a>
      )}
    </div>
  </form>
)

/** One line and one button, to find something by a few words. `label` is shown unless `quiet`. */
export const SearchForm = (props: {
  action: string
  label: string
  id: string
  name?: string
  value?: string | undefined
  placeholder?: string
  quiet?: boolean
}) => (
  <search aria-label={props.label}>
    <form action={props.action} method="get">
      <label for={props.id} class={props.quiet ? 'sr-only' : undefined}>
        {props.label}
      </label>
      <div class="search">
        <input
          class="input"
          id={props.id}
          name={props.name ?? 'q'}
          type="search"
          value={props.value}
          placeholder={props.placeholder}
          autocomplete="off"
        />
        <button type="submit" class={`button${props.quiet ? ' button--secondary' : ''}`}>
          <Icon name="search" />
          {props.quiet ? <span class="sr-only">Chercher</span> : 'Chercher'}
        </button>
      </div>
    </form>
  </search>
)
