import type { Child } from 'hono/jsx'
import { ButtonLink, Card, Disclosure, Empty, fr, Page, PageHead, SearchForm, Table, Tabs } from '#ui'
import { linkTo } from '../../rates/scope.ts'
import type { ContractVersion } from '../../register/contract.ts'
import { contractHref } from '../../register/filter.ts'
import type { ContractLine } from '../../register/list.ts'
import { type Field, officialOf, standingOf } from '../corrections.ts'
import type { OwnCorrection } from '../reading.ts'
import { FIELD_WORDS, SHOWN, STANDING_WORDS, valueWords } from '../words.ts'
import { baseOf, contractIn, type Framed, LACKS } from './CorrectionsPage.tsx'
import { ContractName, FieldName, On, PagesBeside, Reason, StandingMark } from './Values.tsx'

type Lack = keyof typeof LACKS

/** The organisation's own contracts, to find the one to correct. */
export const FindContractPage = (
  props: Framed & {
    query: string
    lack: Lack | undefined
    /** Of notification; all of them without one. */
    year: string | undefined
    lines: readonly ContractLine[]
    total: number
    more: boolean
    page: number
    /** The views that the reader keeps of this list. */
    views: Child
  },
) => {
  const { actor, query, lack, year, lines, page } = props
  const here = `${baseOf(actor)}/marches`
  const at = (to: number) =>
    linkTo(here, { q: query || undefined, manque: lack, annee: year, page: to === 1 ? undefined : String(to) })
  return (
    <Page
      space={props.space}
      title="Choisir un marché à corriger"
      demo={props.demo}
      crumbs={[{ label: 'Corrections', href: baseOf(actor) }]}
      crumb="Choisir un marché"
    >
      <PageHead
        title="Choisir un marché à corriger"
        lede={
          year
            ? fr`Les marchés de votre organisation notifiés en ${year}.`
            : 'Les marchés de votre organisation, et eux seuls.'
        }
      />
      <SearchForm action={here} id="chercher" label="Numéro ou mots de l’objet" value={query} />
      <Tabs
        label="Ce qui manque"
        tabs={[
          { label: 'Tous', href: linkTo(here, { annee: year }), current: lack === undefined },
          ...(Object.keys(LACKS) as Lack[]).map(word => ({
            label: LACKS[word].label,
            href: linkTo(here, { manque: word, annee: year }),
            current: word === lack,
          })),
        ]}
      />
      {props.views}
      {lines.length === 0 ? (
        <Empty title="Aucun marché" actions={<ButtonLink href={here}>Voir tous vos marchés</ButtonLink>}>
          <p>Aucun marché de l’organisation ne répond à cette recherche.</p>
        </Empty>
      ) : (
        <Card flush>
          <Table
            id="marches-table"
            caption="Marchés, du plus récent au plus ancien"
            hideCaption
            stack
            columns={[
              {
                head: 'Marché',
                cell: (line: ContractLine) => (
                  <ContractName
                    of={{ identity: line.identity, sourceId: line.source_id, subject: line.subject }}
                    href={contractIn(actor, line.identity)}
                  />
                ),
              },
              ...SHOWN.map(field => ({
                head: FIELD_WORDS[field].label,
                cell: (line: ContractLine) => valueWords(field, officialOf(line, field)),
                numeric: field === 'amount',
              })),
            ]}
            rows={lines}
          />
        </Card>
      )}
      <PagesBeside page={page} more={props.more} href={at} />
    </Page>
  )
}

/** One of the organisation's contracts: what the official file says of each field, and what the organisation says. */
export const OwnContractPage = (
  props: Framed & { contract: ContractVersion; history: readonly OwnCorrection[]; corrects: boolean },
) => {
  const { actor, contract, history } = props
  const title = contract.subject?.slice(0, 180) ?? 'Objet non renseigné'
  return (
    <Page
      space={props.space}
      title={`Corriger : ${title}`}
      demo={props.demo}
      crumbs={[{ label: 'Corrections', href: baseOf(actor) }]}
      crumb={contract.source_id ?? 'Sans numéro'}
    >
      <PageHead
        title={<bdi>{title}</bdi>}
        lede={fr`Ce que dit la donnée officielle, et ce que vous en corrigez.`}
        actions={<ButtonLink href={contractHref(contract.identity)}>Voir la page publique</ButtonLink>}
      />
      {contract.kind === 'concession' ? (
        <Empty title="Une concession ne se corrige pas ici">
          <p>Les concessions ne comptent dans aucun taux. Corrigez celle-ci à la source.</p>
        </Empty>
      ) : (
        <div class="grid">
          {SHOWN.map(field => (
            <OneField field={field} {...props} history={history.filter(one => one.field === field)} />
          ))}
        </div>
      )}
    </Page>
  )
}

const OneField = (
  props: Framed & { contract: ContractVersion; field: Field; history: readonly OwnCorrection[]; corrects: boolean },
) => {
  const { actor, contract, field, history } = props
  const official = officialOf(contract, field)
  const standing = history.find(({ ended }) => ended === null)
  const past = history.filter(({ ended }) => ended !== null)
  const state = standing && standingOf(standing, official)
  return (
    <Card pillar={FIELD_WORDS[field].pillar}>
      <FieldName field={field} />
      <p>
        {fr`Donnée officielle : ${valueWords(field, official)}`}
        {standing && (
          <>
            <br />
            <b>{fr`Correction : ${valueWords(field, standing.corrected)}`}</b>
          </>
        )}
      </p>
      {standing && state && (
        <>
          <StandingMark standing={state} />
          <p class="small">
            {STANDING_WORDS[state].means} <Reason>{standing.reason}</Reason>
          </p>
          <p class="small muted">
            <bdi>{standing.author ?? 'Compte effacé'}</bdi>, le <On at={standing.madeAt} />
          </p>
        </>
      )}
      {past.length > 0 && (
        <Disclosure summary="Avant">
          <ul class="stack stack--tight small">
            {past.map(one => (
              <li>
                {fr`${valueWords(field, one.corrected)}, par `}
                <bdi>{one.author ?? 'un compte effacé'}</bdi> le <On at={one.madeAt} />. <Reason>{one.reason}</Reason>
                {one.ended?.reason && (
                  <>
                    {fr` Retirée : `}
                    <Reason>{one.ended.reason}</Reason>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {props.corrects && (
        <div class="actions">
          {state !== 'joined' && (
            <ButtonLink href={`${contractIn(actor, contract.identity)}/${FIELD_WORDS[field].path}`}>
              {state === 'review' ? 'Confirmer ou changer' : standing ? 'Changer' : 'Corriger'}
              <span class="sr-only"> ({FIELD_WORDS[field].label})</span>
            </ButtonLink>
          )}
          {standing && <ButtonLink href={`${baseOf(actor)}/${standing.id}/retrait`}>Retirer</ButtonLink>}
        </div>
      )}
    </Card>
  )
}
