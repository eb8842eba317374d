import type { Actor } from '#features/organisations'
import {
  Alert,
  ButtonLink,
  Card,
  count,
  Empty,
  fr,
  Page,
  PageHead,
  SearchForm,
  type Space,
  Table,
  Tabs,
  typo,
} from '#ui'
import { linkTo } from '../../rates/scope.ts'
import type { OwnCorrection, Standings } from '../reading.ts'
import { FIELD_WORDS, STANDING_WORDS, valueWords } from '../words.ts'
import { BothValues, ContractName, On, Reason, StandingMark } from './Values.tsx'

export interface Framed {
  actor: Actor
  space: Space | undefined
  demo: boolean
}

interface Props extends Framed {
  /** In force. */
  standing: readonly (Standings & { author: string | null })[]
  /** Replaced or withdrawn. */
  past: readonly OwnCorrection[]
  shown: 'en-vigueur' | 'terminees'
  corrects: boolean
  done?: string | undefined
}

export const baseOf = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}/corrections`
export const contractIn = (actor: Actor, identity: string) => `${baseOf(actor)}/marches/${identity.replaceAll('-', '')}`

/** What an organisation corrects of its own contracts. */
export const CorrectionsPage = (props: Props) => {
  const { actor, standing, past, shown, corrects } = props
  const { siren, name } = actor.membership.organisation
  const here = baseOf(actor)
  const review = standing.filter(one => one.standing === 'review')
  const others = standing.filter(one => one.standing !== 'review')
  return (
    <Page title="Corrections" space={props.space} demo={props.demo}>
      <PageHead
        title="Corrections"
        lede={
          <>
            <bdi>{name}</bdi>
            {fr` : ce que vous dites de vos marchés à côté de la donnée officielle. Elle reste en place ; les taux montrent les deux.`}
          </>
        }
        actions={
          <ButtonLink href={linkTo('/corrections', { acheteurs: siren })}>Voir ce que le public voit</ButtonLink>
        }
      />
      {props.done && (
        <Alert state="ok">
          <p>{typo(props.done)}</p>
        </Alert>
      )}
      {review.length > 0 && (
        <Card id="a-revoir" title={fr`${count(review.length, 'correction')} à revoir`} flush>
          <List id="a-revoir-table" caption="Corrections à revoir" rows={review} {...{ actor, corrects }} />
        </Card>
      )}
      <Card id="corriger" title="Corriger un marché">
        <p>Cherchez-le par son numéro ou par des mots de son objet, ou partez de ce qui manque.</p>
        <SearchForm action={`${here}/marches`} id="chercher" label="Numéro ou mots de l’objet" />
        <ul class="stack stack--tight">
          {Object.entries(LACKS).map(([word, { label }]) => (
            <li>
              <a href={linkTo(`${here}/marches`, { manque: word })}>{label}</a>
            </li>
          ))}
        </ul>
        <p class="small muted">
          {fr`Une correction ne remplace pas la publication des données essentielles : corrigez aussi à la source. Quand un import dira la même chose, la correction n’aura plus d’effet.`}
        </p>
      </Card>
      <Tabs
        label="Corrections montrées"
        tabs={[
          { label: 'En vigueur', href: here, current: shown === 'en-vigueur' },
          { label: 'Remplacées ou retirées', href: `${here}?vue=terminees`, current: shown === 'terminees' },
        ]}
      />
      {shown === 'terminees' ? (
        <Past rows={past} />
      ) : others.length === 0 ? (
        <Empty title={review.length > 0 ? 'Aucune autre correction en vigueur' : 'Aucune correction en vigueur'}>
          <p>Les taux de cette organisation sont ceux de la donnée officielle.</p>
        </Empty>
      ) : (
        <Card id="en-vigueur" title={count(others.length, 'correction en vigueur', 'corrections en vigueur')} flush>
          <List id="en-vigueur-table" caption="Corrections en vigueur" rows={others} {...{ actor, corrects }} />
        </Card>
      )}
    </Page>
  )
}

/** What may lack in a contract, by its word in addresses, and the filter that lists the contracts. */
export const LACKS = {
  environnementale: {
    label: 'Marchés qui ne disent rien de l’environnement',
    filter: { environnementale: 'not-filled' },
  },
  sociale: { label: 'Marchés qui ne disent rien du social', filter: { sociale: 'not-filled' } },
  montant: { label: 'Marchés sans montant lisible', filter: { montant: 'missing' } },
  douteux: { label: 'Marchés au montant douteux (999 999 999 €…)', filter: { defaut: 'amount-doubtful' } },
} as const

const List = (props: { id: string; caption: string; rows: Props['standing']; actor: Actor; corrects: boolean }) => (
  <Table
    id={props.id}
    caption={props.caption}
    hideCaption
    stack
    columns={[
      {
        head: 'Marché',
        cell: (row: Props['standing'][number]) => (
          <ContractName of={row} href={contractIn(props.actor, row.identity)} />
        ),
      },
      {
        head: 'Valeurs',
        cell: ({ field, now, official, corrected }) => (
          <span>
            {FIELD_WORDS[field].label}
            <br />
            <BothValues field={field} official={now ?? official} corrected={corrected} />
          </span>
        ),
      },
      { head: 'Motif', cell: ({ reason }) => <Reason>{reason}</Reason> },
      { head: 'Par', cell: row => <By author={row.author} at={row.madeAt} /> },
      {
        head: 'État',
        cell: ({ standing, id, field, identity }) => (
          <>
            <StandingMark standing={standing} />
            {standing !== 'counted' && <small>{STANDING_WORDS[standing].means}</small>}
            {props.corrects && (
              <small>
                {standing !== 'absent' && standing !== 'joined' && (
                  <>
                    <a href={`${contractIn(props.actor, identity)}/${FIELD_WORDS[field].path}`}>
                      {standing === 'review' ? 'Confirmer ou changer' : 'Changer'}
                    </a>
                    {' · '}
                  </>
                )}
                <a href={`${baseOf(props.actor)}/${id}/retrait`}>Retirer</a>
              </small>
            )}
          </>
        ),
      },
    ]}
    rows={props.rows}
  />
)

const By = ({ author, at }: { author: string | null; at: Date }) => (
  <>
    <bdi>{author ?? 'Compte effacé'}</bdi>
    <small>
      le <On at={at} />
    </small>
  </>
)

const Past = ({ rows }: { rows: readonly OwnCorrection[] }) =>
  rows.length === 0 ? (
    <Empty title="Aucune correction remplacée ou retirée">
      <p>Rien ne s’efface ici : ce qui sera remplacé ou retiré restera dans cette liste.</p>
    </Empty>
  ) : (
    <Card id="terminees" title="Remplacées ou retirées" flush>
      <Table
        id="terminees-table"
        caption="Corrections terminées, de la plus récente à la plus ancienne"
        hideCaption
        stack
        columns={[
          {
            head: 'Marché',
            cell: (row: OwnCorrection) => (
              <a href={`/marches/${row.identity.replaceAll('-', '')}`}>{FIELD_WORDS[row.field].label}</a>
            ),
          },
          { head: 'Correction', cell: ({ field, corrected }) => valueWords(field, corrected) },
          { head: 'Motif', cell: ({ reason }) => <Reason>{reason}</Reason> },
          { head: 'Par', cell: ({ author, madeAt }) => <By author={author} at={madeAt} /> },
          {
            head: 'Fin',
            cell: ({ ended, endedBy }) =>
              ended && (
                <>
                  {ended.how === 'withdrawn' ? 'Retirée' : 'Remplacée'} par <bdi>{endedBy ?? 'un compte effacé'}</bdi>
                  <small>
                    le <On at={ended.at} />
                  </small>
                  {ended.reason !== null && <Reason>{ended.reason}</Reason>}
                </>
              ),
          },
        ]}
        rows={rows}
      />
    </Card>
  )
