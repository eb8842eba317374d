import type { Child } from 'hono/jsx'
import { Icon } from './icons.tsx'
import { Button } from './navigation.tsx'

interface FieldProps {
  /** Also its `id`, unless one is given because the page has two such fields. */
  name: string
  id?: string
  label: Child
  hint?: Child
  /** What to correct, with an example: shown, tied to the field and announced with it. */
  error?: Child | undefined
  /** Takes the room left in a row of filters. */
  grow?: boolean
}

const idOf = ({ id, name }: FieldProps) => id ?? name

const describedBy = (props: FieldProps) =>
  [props.hint && `${idOf(props)}-aide`, props.error && `${idOf(props)}-erreur`].filter(Boolean).join(' ') || undefined

const Field = ({ props, children }: { props: FieldProps; children: Child }) => (
  <div class={`field${props.grow ? ' field--grow' : ''}${props.error ? ' field--invalid' : ''}`}>
    <label for={idOf(props)}>{props.label}</label>
    {props.hint && (
      <span class="hint" id={`${idOf(props)}-aide`}>
        {props.hint}
      </span>
    )}
    {props.error && (
      <span class="error" id={`${idOf(props)}-erreur`}>
        <Icon name="alert" />
        <span>{props.error}</span>
      </span>
    )}
    {children}
  </div>
)

/** A line to fill, with its label, hint and error. */
export const Input = (
  props: FieldProps & {
    value?: string | undefined
    type?: 'text' | 'search' | 'date' | 'email' | 'password'
    /** What a browser or a password manager may fill in; nothing unless said. */
    autocomplete?: 'username' | 'current-password' | 'new-password' | 'name' | 'email' | 'one-time-code'
    inputmode?: 'numeric' | 'decimal'
    placeholder?: string
  },
) => (
  <Field props={props}>
    <input
      class="input"
      id={idOf(props)}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.value}
      inputmode={props.inputmode}
      placeholder={props.placeholder}
      autocomplete={props.autocomplete ?? 'off'}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(props)}
    />
  </Field>
)

/** A file to send, with its label, hint and error. `accept`: what the dialog proposes first. */
export const FileInput = (props: FieldProps & { accept: string }) => (
  <Field props={props}>
    <input
      class="input input--file"
      id={idOf(props)}
      name={props.name}
      type="file"
      accept={props.accept}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(props)}
    />
  </Field>
)

/** A choice among a list, with its label, hint and error. */
export const Select = (
  props: FieldProps & { value?: string | undefined; options: readonly { value: string; label: string }[] },
) => (
  <Field props={props}>
    <select
      class="input"
      id={idOf(props)}
      name={props.name}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(props)}
    >
      {props.options.map(({ value, label }) => (
        <option value={value} selected={value === (props.value ?? '')}>
          {label}
        </option>
      ))}
    </select>
  </Field>
)

/** Several choices at once, each with what it means; one alone with `radio`; side by side where there is room with `wide`. */
export const Checks = (props: {
  name: string
  legend: Child
  options: readonly { value: string; label: Child; hint?: Child }[]
  checked: readonly string[]
  radio?: boolean
  wide?: boolean
  error?: Child | undefined
}) => (
  <fieldset
    class={props.error ? 'field field--invalid' : 'field'}
    aria-describedby={props.error ? `${props.name}-erreur` : undefined}
  >
    <legend>{props.legend}</legend>
    {props.error && (
      <span class="error" id={`${props.name}-erreur`}>
        <Icon name="alert" />
        <span>{props.error}</span>
      </span>
    )}
    <div class={props.wide ? 'grid' : 'field'}>
      {props.options.map(({ value, label, hint }) => (
        <label class="check">
          <input
            type={props.radio ? 'radio' : 'checkbox'}
            name={props.name}
            value={value}
            checked={props.checked.includes(value)}
          />
          <span>
            {label}
            {hint && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
)

/** Lines of text to fill, with their label, hint and error. */
export const TextArea = (props: FieldProps & { value?: string | undefined; rows?: number }) => (
  <Field props={props}>
    <textarea
      class="input"
      id={idOf(props)}
      name={props.name}
      rows={props.rows ?? 4}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(props)}
    >
      {props.value ?? ''}
    </textarea>
  </Field>
)

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
