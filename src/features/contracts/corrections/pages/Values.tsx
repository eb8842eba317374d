import type { Child } from 'hono/jsx'
import { ButtonLink, Day, fr, inParis, PillarMark, Status } from '#ui'
import { contractHref } from '../../register/filter.ts'
import type { Field, Standing, Value } from '../corrections.ts'
import type { Standings } from '../reading.ts'
import { FIELD_WORDS, STANDING_WORDS, valueWords } from '../words.ts'

export const FieldName = ({ field }: { field: Field }) => {
  const { label, pillar } = FIELD_WORDS[field]
  return pillar ? <PillarMark pillar={pillar} word={label} /> : <b>{label}</b>
}

/** The official value first, the correction after: never one in the place of the other. */
export const BothValues = ({ field, official, corrected }: { field: Field; official: Value; corrected: Value }) => (
  <span>
    {fr`Donnée officielle : ${valueWords(field, official)}`}
    <br />
    <b>{fr`Correction : ${valueWords(field, corrected)}`}</b>
  </span>
)

export const StandingMark = ({ standing }: { standing: Standing }) => {
  const { state, label } = STANDING_WORDS[standing]
  return <Status state={state}>{label}</Status>
}

/** A contract's number and subject, and where it is. */
export const ContractName = ({
  of,
  href,
}: {
  of: Pick<Standings, 'identity' | 'sourceId' | 'subject'>
  href?: string
}) => (
  <>
    <a href={href ?? contractHref(of.identity)}>
      <bdi>{of.subject === null ? 'Objet non renseigné' : of.subject.slice(0, 120)}</bdi>
    </a>
    {of.sourceId !== null && (
      <small>
        <bdi>{of.sourceId}</bdi>
      </small>
    )}
  </>
)

export const On = ({ at }: { at: Date }) => <Day date={inParis(at).date} short />

/** A reason, as it was written. */
export const Reason = ({ children }: { children: Child }) => (
  <bdi>
    «{'\u00a0'}
    {children}
    {'\u00a0'}»
  </bdi>
)

/** Links to the pages beside this one, of a list that does not say how many it has. */
export const PagesBeside = (props: { page: number; more: boolean; href: (page: number) => string }) =>
  props.more || props.page > 1 ? (
    <div class="actions">
      {props.page > 1 && <ButtonLink href={props.href(props.page - 1)}>Page précédente</ButtonLink>}
      {props.more && <ButtonLink href={props.href(props.page + 1)}>Page suivante</ButtonLink>}
    </div>
  ) : null
