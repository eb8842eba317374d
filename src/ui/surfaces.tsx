import type { Child } from 'hono/jsx'
import { MISSING } from './format.ts'
import { Icon, type IconName } from './icons.tsx'
import { Missing, type Pillar, STATE_ICONS, type State } from './marks.tsx'
import { typo } from './typo.ts'

type Heading = 'h2' | 'h3'

/** A section with its heading, and on the same line what goes with it (a link, a count). */
export const Section = (props: {
  id: string
  title: Child
  aside?: Child
  level?: Heading
  class?: string
  children: Child
}) => {
  const Title = props.level ?? 'h2'
  return (
    <section class={props.class ?? 'stack'} id={props.id} aria-labelledby={`${props.id}-titre`}>
      <div class="section-head">
        <Title id={`${props.id}-titre`}>{props.title}</Title>
        {props.aside && <div class="small muted">{props.aside}</div>}
      </div>
      {props.children}
    </section>
  )
}

/** A surface. With `id` and `title` it is a section of its own; `flush` lets a table reach its edges. */
export const Card = (props: {
  id?: string
  title?: Child
  aside?: Child
  level?: Heading
  pillar?: Pillar | undefined
  flush?: boolean
  children: Child
}) => {
  const style = props.flush ? 'card card--flush' : 'card stack'
  const Title = props.level ?? 'h2'
  if (!props.title)
    return (
      <div class={style} id={props.id} data-pillar={props.pillar}>
        {props.children}
      </div>
    )
  const titleId = props.id && `${props.id}-titre`
  return (
    <section class={style} id={props.id} data-pillar={props.pillar} aria-labelledby={titleId}>
      <div class="section-head">
        <Title id={titleId}>{props.title}</Title>
        {props.aside && <div class="small muted">{props.aside}</div>}
      </div>
      {props.children}
    </section>
  )
}

/**
 * A key figure: label, value, unit, what explains it. `value` null is said with a word. `href` opens how it is computed.
 * `lead` puts the value first, its label being the rest of the sentence: "38,5 % / du papier consommé est recyclé".
 */
export const Tile = (props: {
  label: Child
  value: string | null
  unit?: string
  missing?: string
  meta?: Child
  href?: string | undefined
  big?: boolean
  pillar?: Pillar | undefined
  bare?: boolean
  lead?: boolean
}) => (
  <div
    class={`${props.bare ? '' : 'card '}tile${props.big ? ' tile--big' : ''}${props.lead ? ' tile--lead' : ''}`}
    data-pillar={props.pillar}
  >
    {!props.lead && <p class="tile__label">{props.label}</p>}
    {props.value === null ? (
      <p class="tile__value missing">{props.missing ?? MISSING.rate}</p>
    ) : (
      <p class="tile__value">
        {props.value}
        {props.unit && <small> {props.unit}</small>}
      </p>
    )}
    {props.lead && <p class="tile__label">{props.label}</p>}
    {props.meta && <div class="tile__meta">{props.meta}</div>}
    {props.href && (
      <a class="small" href={props.href}>
        Comment ce chiffre est-il calculé{'\u202f'}?<span class="sr-only"> ({props.label})</span>
      </a>
    )}
  </div>
)

/** A message: what happened, then what to do. `urgent` announces it as soon as the page is read. */
export const Alert = (props: { state: State; title?: Child; icon?: IconName; urgent?: boolean; children?: Child }) => (
  <div class="alert" data-state={props.state} role={props.urgent ? 'alert' : undefined}>
    <Icon name={props.icon ?? STATE_ICONS[props.state]} />
    <div>
      {props.title && (
        <p>
          <b>{props.title}</b>
        </p>
      )}
      {props.children}
    </div>
  </div>
)

/** What was asked for was not done: what that leaves (`title`), and the sentence of the refusal. */
export const RefusalAlert = ({ title, message }: { title: string; message: string }) => (
  <Alert state="late" urgent title={title}>
    <p>{typo(message)}</p>
  </Alert>
)

/** Nothing to show: says why, and what to do. */
export const Empty = (props: { title: Child; children: Child; actions?: Child }) => (
  <div class="empty">
    <h2>{props.title}</h2>
    {props.children}
    {props.actions && <div class="actions">{props.actions}</div>}
  </div>
)

/** A detail that opens on demand, and by itself in print. */
export const Disclosure = (props: { summary: Child; id?: string; open?: boolean; children: Child }) => (
  <details class="disclosure" id={props.id} open={props.open}>
    <summary>{props.summary}</summary>
    <div>{props.children}</div>
  </details>
)

/** A term and its value; `wide` takes the whole line. */
export interface Fact {
  term: string
  value: Child
  wide?: boolean
}

const isMissing = (value: Child) => value === null || value === undefined || value === ''

/** Terms and values. A missing value is said with a word. `list` puts one under the other, in running text. */
export const Facts = ({ facts, list }: { facts: readonly Fact[]; list?: boolean }) => (
  <dl class={list ? 'facts facts--list' : 'facts'}>
    {facts.map(({ term, value, wide }) => (
      <div class={wide ? 'facts__wide' : undefined}>
        <dt>{term}</dt>
        <dd>{isMissing(value) ? <Missing /> : value}</dd>
      </div>
    ))}
  </dl>
)

/** A figure of a formula: what it counts, and its value already written in French. */
export interface FormulaTerm {
  label: Child
  value: string
}

/** A rate as a fraction that reads as a sentence: numerator over denominator, then the result. */
export const Formula = (props: { numerator: FormulaTerm; denominator: FormulaTerm; result: FormulaTerm }) => (
  <dl class="formula">
    {[props.numerator, props.denominator, props.result].map(({ label, value }, i) => (
      <div>
        <dt>
          {i > 0 && <span class="sr-only">{i === 1 ? 'divisé par : ' : 'égale : '}</span>}
          {label}
        </dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** What happened, in order. `past` fills the dot. */
export const Timeline = ({ events }: { events: readonly { date: Child; past?: boolean; children: Child }[] }) => (
  <ol class="timeline">
    {events.map(event => (
      <li class={event.past ? 'is-past' : undefined}>
        <div class="timeline__date">{event.date}</div>
        {event.children}
      </li>
    ))}
  </ol>
)
