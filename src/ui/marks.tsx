import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { dayParts, inParis, MISSING, points } from './format.ts'
import { Icon, type IconName } from './icons.tsx'

/** The three pillars of sustainable development, as the style sheet names them. */
export type Pillar = 'eco' | 'soc' | 'biz'

const PILLARS: Record<Pillar, [IconName, string]> = {
  eco: ['leaf', 'Environnemental'],
  soc: ['people', 'Social'],
  biz: ['coins', 'Économique'],
}

/** A pillar: icon, word and colour together. `word` replaces the default one ("Considération sociale"). */
export const PillarMark = ({ pillar, chip, word }: { pillar: Pillar; chip?: boolean; word?: string | undefined }) => (
  <span class={chip ? 'pillar pillar--chip' : 'pillar'} data-pillar={pillar}>
    <Icon name={PILLARS[pillar][0]} />
    {word ?? PILLARS[pillar][1]}
  </span>
)

/** How things stand: fine, to watch, late or faulty, in progress, nothing to say. */
export type State = 'ok' | 'warn' | 'late' | 'info' | 'none'

export const STATE_ICONS: Record<State, IconName> = {
  ok: 'check',
  warn: 'alert',
  late: 'alert',
  info: 'info',
  none: 'dash',
}

/** A state said by a word, repeated by an icon and a colour. */
export const Status = ({ state, icon, children }: { state: State; icon?: IconName; children: Child }) => (
  <span class="status" data-state={state}>
    <Icon name={icon ?? STATE_ICONS[state]} />
    {children}
  </span>
)

/** What a contract says of one pillar. The four states are never folded into one another. */
export interface Consideration {
  state: 'yes' | 'none' | 'not-filled' | 'unreadable'
  clause: boolean
  criterion: boolean
  reserved?: boolean
}

const list = new Intl.ListFormat('fr', { type: 'conjunction' })

/** The French words of a consideration: `Clause et critère`, `Non, déclaré`, `Non renseigné`, `Illisible`. */
export function considerationWords({ state, clause, criterion, reserved }: Consideration): string {
  if (state === 'none') return 'Non, déclaré'
  if (state === 'not-filled') return 'Non renseigné'
  if (state === 'unreadable') return 'Illisible'
  const text = list.format([
    ...(clause ? ['clause'] : []),
    ...(criterion ? ['critère'] : []),
    ...(reserved ? ['marché réservé'] : []),
  ])
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : 'Oui'
}

const CONSIDERATION_MARKS: Record<Consideration['state'], [State, IconName]> = {
  yes: ['ok', 'check'],
  none: ['none', 'dash'],
  'not-filled': ['warn', 'question'],
  unreadable: ['late', 'torn'],
}

// Some twenty of them exist, and a list shows two per row
const considerations = new Map<string, ReturnType<typeof raw>>()

/** A consideration as a status. */
export const ConsiderationStatus = (props: Consideration) => {
  const words = considerationWords(props)
  const known = considerations.get(words)
  if (known) return known
  const [state, icon] = CONSIDERATION_MARKS[props.state]
  const mark = raw(
    String(
      <Status state={state} icon={icon}>
        {words}
      </Status>,
    ),
  )
  considerations.set(words, mark)
  return mark
}

/** A short neutral label: a reference, a year, a kind. */
export const Tag = ({ children }: { children: Child }) => <span class="tag">{children}</span>

/** A value that does not exist, said with a word. */
export const Missing = ({ children = MISSING.value }: { children?: Child }) => <span class="missing">{children}</span>

/** The change of a rate (a difference of rates between 0 and 1), with its direction and what it is compared with. */
export const Trend = ({ change, since }: { change: number | null; since: string }) => {
  if (change === null) return <span class="trend muted">Pas de comparaison possible {since}</span>
  const text = points(change)
  return (
    <span class="trend">
      <Icon name={text === 'stable' ? 'right' : change > 0 ? 'up' : 'down'} />
      {text} {since}
    </span>
  )
}

/** A `YYYY-MM-DD` date in French; what is not a date is shown as it was published. */
export const Day = ({ date, short }: { date: string | null; short?: boolean }) => {
  if (date === null) return <Missing />
  const parts = dayParts(date, short ? 'short' : 'long')
  if (!parts) return <bdi>{date}</bdi>
  const { day, rest } = parts
  return (
    <time datetime={date} class={short ? 'nowrap' : undefined}>
      {day === '1er' ? (
        <>
          1<sup>er</sup>
        </>
      ) : (
        day
      )}
      {rest}
    </time>
  )
}

/** An instant, on the clock of Paris. */
export const Moment = ({ at, short }: { at: Date; short?: boolean }) => {
  const { date, time } = inParis(at)
  return (
    <time datetime={at.toISOString()}>
      <Day date={date} short={short === true} /> à {time}
    </time>
  )
}

/**
 * A text that comes from data, kept from disturbing the direction of the text around it, and shortened when it is
 * immoderately long (`max` code points): a published subject may weigh megabytes.
 */
export const Excerpt = ({ text, max = 300 }: { text: string | null; max?: number }) =>
  text === null || text.trim() === '' ? <Missing /> : <bdi>{shorten(text, max)}</bdi>

/** The first `max` code points of a text, with an ellipsis when some are left. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  // Code points are at most two units long: no need to walk through megabytes
  const head = text.slice(0, max * 2 + 2)
  if (!/[\ud800-\udfff]/.test(head)) return `${head.slice(0, max).trimEnd()}…`
  const points = Array.from(head)
  return points.length <= max ? text : `${points.slice(0, max).join('').trimEnd()}…`
}
