import type { Actor } from '#features/organisations'
import { ButtonLink, Card, Day, Empty, Filters, fr, inParis, Missing, Page, PageHead, Select, type Space, Status, Table, Tabs } from '#ui' // biome-ignore format: one line
import type { Column, Entry } from '../calendar.ts'
import { around, asked, PARTS, partOf, type Shown } from '../spans.ts'
import { calendarPath, feedPath } from '../within.ts'
import { COLUMN_WORDS, KIND_WORDS, MONTHS, partWords, STANDING_WORDS } from '../words.ts'

interface Props {
  actor: Actor
  space: Space | undefined
  shown: Shown
  entries: readonly Entry[]
  /** Of the page of a year. */
  columns: readonly Column[]
  /** The schemes that something is of, by code. */
  schemes: ReadonlyMap<string, string>
  /** That which is looked at; empty for all. */
  scheme: string
  /** Where nothing is shown, what has its day next, within a year; null for nothing. */
  next: Entry | null
}

const nameOf = ({ year, month }: Pick<Shown, 'year' | 'month'>) =>
  month === null ? `Année ${year}` : `${MONTHS[month - 1]} ${year}`

/** What has a day in an organisation: a month in a list, or a year in a table of who does what. */
export const CalendarPage = (props: Props) => {
  const { actor, space, shown, entries, schemes, scheme, next } = props
  const more = scheme === '' ? '' : `&schema=${scheme}`
  const at = (one: Pick<Shown, 'year' | 'month'>) => `${calendarPath(actor)}?${asked(one)}${more}`
  const { before, after } = around(shown)
  const month = shown.month ?? 1
  return (
    <Page title={`Calendrier, ${nameOf(shown).toLowerCase()}`} space={space} crumbs={[]} crumb="Calendrier">
      <PageHead
        title={nameOf(shown)}
        lede="Qui fait quoi, et quand : réunions, étapes du cycle, échéances des actions et des valeurs, consultations, enquêtes."
        actions={
          <ButtonLink href={feedPath(actor)} look="secondary">
            S’abonner dans son agenda
          </ButtonLink>
        }
      />
      <Tabs
        label="Mois ou année"
        tabs={[
          { label: 'Mois', href: at({ year: shown.year, month }), current: shown.month !== null },
          { label: 'Année', href: at({ year: shown.year, month: null }), current: shown.month === null },
        ]}
      />
      <nav class="actions" aria-label="Autres dates">
        {before && (
          <a rel="prev" href={at(before)}>
            ← {nameOf(before)}
          </a>
        )}
        {after && (
          <a rel="next" href={at(after)}>
            {nameOf(after)} →
          </a>
        )}
      </nav>
      {schemes.size > 1 && (
        <Filters
          action={calendarPath(actor)}
          label="Filtrer le calendrier"
          keep={shown.month === null ? { annee: String(shown.year) } : { mois: asked(shown).slice(5) }}
          reset={scheme === '' ? undefined : `${calendarPath(actor)}?${asked(shown)}`}
        >
          <Select
            name="schema"
            label="Schéma"
            value={scheme}
            options={[{ value: '', label: 'Tous' }, ...[...schemes].map(([value, label]) => ({ value, label }))]}
          />
        </Filters>
      )}
      {entries.length === 0 ? (
        <Empty title="Rien à ces dates">
          <p>{fr`Rien n’est prévu ni échu dans ${shown.month === null ? 'cette année' : 'ce mois'}.`}</p>
          {next && (
            <p>
              {fr`À venir ensuite, le `}
              <a
                href={`${calendarPath(actor)}?${asked({ year: Number(next.to.slice(0, 4)), month: Number(next.to.slice(5, 7)) })}${more}`}
              >
                <Day date={next.to} />
              </a>
              {fr` : `}
              <bdi>{next.title}</bdi>.
            </p>
          )}
        </Empty>
      ) : shown.month === null ? (
        <Year {...props} />
      ) : (
        <Month {...props} />
      )}
    </Page>
  )
}

/** Longer than so many days, something is told apart from what has its day in the month. */
const isLong = ({ from, to }: Entry) => from.slice(0, 7) !== to.slice(0, 7)

const Month = ({ shown, entries }: Props) => {
  const own = entries.filter(one => !isLong(one) || (one.to >= shown.from && one.to <= shown.to))
  const long = entries.filter(one => !own.includes(one))
  return (
    <Card flush>
      <Table
        id="mois"
        caption={`${nameOf(shown)}, jour après jour`}
        hideCaption
        stack
        rows={own}
        groups={long.length > 0 ? [{ head: 'En cours, plus longues que le mois', rows: long }] : []}
        columns={[
          { head: 'Quoi', cell: one => <What entry={one} /> },
          { head: 'Quand', cell: one => <When entry={one} /> },
          { head: 'Qui', cell: ({ who }) => <bdi>{who}</bdi> },
          { head: 'État', cell: one => <Stand entry={one} /> },
        ]}
      />
    </Card>
  )
}

const What = ({ entry: { title, path, kind, scheme } }: { entry: Entry }) => (
  <>
    <a href={path}>
      <bdi>{title}</bdi>
    </a>
    <small>
      {KIND_WORDS[kind]}
      {scheme && (
        <>
          {', '}
          <bdi>{scheme.title}</bdi>
        </>
      )}
    </small>
  </>
)

const Stand = ({ entry: { standing } }: { entry: Entry }) => (
  <Status state={STANDING_WORDS[standing].state}>{STANDING_WORDS[standing].label}</Status>
)

const When = ({ entry: { from, to, hours } }: { entry: Entry }) =>
  hours ? (
    <>
      <Day date={from} short />
      <small>{fr`${inParis(hours.from).time} à ${inParis(hours.to).time}`}</small>
    </>
  ) : from === to ? (
    <Day date={to} short />
  ) : (
    <span>
      <Day date={from} short /> au <Day date={to} short />
    </span>
  )

/** A year on one page: the parts of the year, and in each who does what. */
const Year = ({ shown, entries, columns }: Props) => {
  const parts = PARTS.map(part => ({ part, here: entries.filter(one => partOf(one, shown.year) === part) }))
  return (
    <Card flush>
      <Table
        id="annee"
        caption={`${nameOf(shown)} : qui fait quoi, et quand`}
        hideCaption
        stack
        rows={parts.filter(({ here }) => here.length > 0)}
        columns={[
          { head: 'Quand', nowrap: true, cell: ({ part }) => partWords(part) },
          ...columns.map(column => ({
            head: COLUMN_WORDS[column],
            cell: ({ here }: { here: readonly Entry[] }) => {
              const mine = here.filter(one => one.column === column)
              return mine.length === 0 ? (
                <Missing>Rien</Missing>
              ) : (
                <ul class="plain">
                  {mine.map(one => (
                    <li>
                      <a href={one.path}>
                        <bdi>{one.title}</bdi>
                      </a>
                      <small>
                        {' '}
                        {one.from === one.to && <Day date={one.to} short />} {STANDING_WORDS[one.standing].label}
                      </small>
                    </li>
                  ))}
                </ul>
              )
            },
          })),
        ]}
      />
    </Card>
  )
}
