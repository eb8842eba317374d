import type { Child } from 'hono/jsx'
import { Icon } from './icons.tsx'

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

const idOf = ({ id, name }: Pick<FieldProps, 'name' | 'id'>) => id ?? name

const describedBy = (props: Pick<FieldProps, 'name' | 'id' | 'hint' | 'error'>) =>
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
    type?: 'text' | 'search' | 'date' | 'time' | 'email' | 'password'
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
  hint?: Child
  options: readonly { value: string; label: Child; hint?: Child }[]
  checked: readonly string[]
  radio?: boolean
  wide?: boolean
  error?: Child | undefined
}) => (
  <fieldset class={props.error ? 'field field--invalid' : 'field'} aria-describedby={describedBy(props)}>
    <legend>{props.legend}</legend>
    {props.hint && (
      <span class="hint" id={`${props.name}-aide`}>
        {props.hint}
      </span>
    )}
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
