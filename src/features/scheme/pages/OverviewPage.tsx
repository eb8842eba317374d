import type { Child } from 'hono/jsx'
import { allows } from '#features/organisations'
import { ButtonLink, Card, type Column, count, Day, Empty, fr, Missing, PillarMark, Status, Table, typo } from '#ui'
import { LEADERS } from '../access.ts'
import type { Pillar } from '../document/document.ts'
import { FilterForm } from '../overview/FilterForm.tsx'
import type { Asked, Filtered } from '../overview/filter.ts'
import { inForce, openVersion, type Status as Standing } from '../scheme.ts'
import { actionsUnder, type Branch, flat, indicatorsOf } from '../text/outline.ts'
import { LOOKS, STATUS_WORDS } from '../words.ts'
import { baseOf, type Framed, SchemePage, schemesOf } from './SchemeFrame.tsx'

/** What is known of the indicators of an action, by who keeps their values. */
export interface ActionFigures {
  /** How many have their value of the last period, of how many. */
  upToDate: { done: number; of: number }
  position: Child
}

interface Props extends Framed {
  outline: readonly Branch[]
  /** Those of its actions that were asked for. */
  asked: Asked
  found: Filtered
  statuses: ReadonlyMap<string, { status: Standing; day: string }>
  figures: ReadonlyMap<string, ActionFigures>
  /** Whether the actor may change the text now. */
  writes: boolean
}

/** The status of an action, in its words. */
export const ActionStatus = ({ status }: { status: Standing | 'left' | undefined }) => {
  if (status === undefined) return <Missing>Non dit</Missing>
  const { label, state, icon } = STATUS_WORDS[status]
  return (
    <Status state={state} icon={icon}>
      {label}
    </Status>
  )
}

/** A title after its code. */
export const Coded = ({ code, children }: { code: string; children: Child }) => (
  <>
    {code !== '' && <span class="code">{code}</span>} <bdi>{children}</bdi>
  </>
)

/** The scheme on one page: its axes, their objectives, their actions and where each stands. */
export const OverviewPage = (props: Props) => {
  const { actor, scheme, outline, writes, asked, found } = props
  const base = baseOf(actor, scheme)
  const all = flat(outline)
  const axes = outline.filter(({ kind }) => kind === 'axis')
  const isFiltered = found.words.length > 0
  const words = `${fr`${found.shown} ${found.shown > 1 ? 'actions' : 'action'} sur ${found.of} : `}${found.words.join(', ')}`
  const adopted = inForce(scheme)?.adoption
  return (
    <SchemePage
      {...props}
      tab=""
      title={isFiltered ? words : 'Actions'}
      lede={
        <>
          {adopted ? (
            <>
              Adopté le <Day date={adopted.on} />
              {adopted.vote && `, ${adopted.vote}`}.{' '}
            </>
          ) : (
            'Pas encore adopté. '
          )}
          {[
            count(axes.length, 'axe'),
            count(all.filter(({ kind }) => kind === 'objective').length, 'objectif'),
            count(actionsUnder(outline).length, 'action'),
            count(all.filter(({ kind, support }) => kind === 'indicator' && !support).length, 'indicateur'),
          ].join(', ')}
          .
        </>
      }
      actions={
        <>
          <ButtonLink href={`${base}/export`} icon="download">
            Exporter le schéma
          </ButtonLink>
          {writes && (
            <ButtonLink look="primary" href={`${base}/ajout?nature=axe`}>
              Ajouter un axe
            </ButtonLink>
          )}
        </>
      }
    >
      <p class="row small">
        <a href={`${base}/lacunes`}>Voir ce qui manque</a>
        {writes && (
          <>
            <a href={`${base}/presentation`}>Présenter le schéma</a>
            <a href={`${base}/ordre`}>Ordonner</a>
            <a href={`${base}/codes`}>Renuméroter</a>
          </>
        )}
        {allows(LEADERS, actor.membership.roles) && (
          <a href={`${schemesOf(actor)}/nouveau/copie?de=${scheme.code}`}>Copier ce schéma</a>
        )}
      </p>
      {found.of > 1 && <FilterForm {...{ base, asked, found }} />}
      {isFiltered && (
        <h2>
          <bdi>{words}</bdi>
        </h2>
      )}
      {axes.length === 0 ? (
        <Empty title="Ce schéma n’a encore aucun axe">
          <p>
            {writes
              ? fr`Commencez par un axe, puis ses objectifs et ses actions : rien n’est public avant l’adoption.`
              : fr`La personne qui conduit le schéma ne l’a pas encore écrit.`}
          </p>
        </Empty>
      ) : isFiltered && found.shown === 0 ? (
        <Empty title="Aucune action ne correspond" actions={<ButtonLink href={base}>Effacer les filtres</ButtonLink>}>
          <p>{typo('Aucune action n’est tout cela à la fois : retirez un filtre.')}</p>
        </Empty>
      ) : (
        found.outline
          .filter(({ kind }) => kind === 'axis')
          .map(axis => <AxisCard {...props} axis={axis} base={base} writes={writes && !isFiltered} />)
      )}
      {openVersion(scheme)?.state === 'draft' && !writes && (
        <p class="small muted">
          {typo('Ce texte est un brouillon : seules les personnes qui conduisent le schéma le modifient.')}
        </p>
      )}
    </SchemePage>
  )
}

const AxisCard = (props: Props & { axis: Branch; base: string }) => {
  const { axis, base, writes } = props
  const actions = actionsUnder([axis])
  const indicators = flat([axis]).filter(({ kind, support }) => kind === 'indicator' && !support).length
  const direct = axis.under.filter(({ kind }) => kind === 'action')
  const objectives = axis.under.filter(({ kind }) => kind === 'objective')
  const pillar: Pillar | null = axis.pillar
  return (
    <Card
      id={`axe-${axis.key}`}
      flush
      pillar={pillar ? LOOKS[pillar] : undefined}
      title={<Coded code={axis.code === '' ? '' : fr`Axe ${axis.code}.`}>{axis.title}</Coded>}
      aside={
        <span class="row">
          {pillar && <PillarMark pillar={LOOKS[pillar]} chip />}
          {count(actions.length, 'action')}, {count(indicators, 'indicateur')}
        </span>
      }
    >
      <Table
        id={`actions-${axis.key}`}
        caption={
          <>
            <bdi>{axis.title}</bdi>
            {fr` : actions par objectif`}
          </>
        }
        hideCaption
        stack
        columns={columnsOf(props)}
        rows={direct}
        groups={objectives.map(objective => ({
          head: writes ? (
            <a href={`${base}/parties/${objective.key}`}>
              <Coded code={objective.code}>{objective.title}</Coded>
            </a>
          ) : (
            <Coded code={objective.code}>{objective.title}</Coded>
          ),
          rows: objective.under.filter(({ kind }) => kind === 'action'),
        }))}
      />
      {writes && (
        <p class="row small card__foot">
          <a href={`${base}/parties/${axis.key}`}>Modifier l’axe</a>
          <a href={`${base}/ajout?nature=objectif&sous=${axis.key}`}>Ajouter un objectif</a>
          <a href={`${base}/ajout?nature=action&sous=${objectives.at(-1)?.key ?? axis.key}`}>Ajouter une action</a>
        </p>
      )}
    </Card>
  )
}

function columnsOf({ base, statuses, figures }: Props & { base: string }): Column<Branch>[] {
  const columns: Column<Branch>[] = [
    {
      head: 'Action',
      cell: ({ key, code, title }) => (
        <a href={`${base}/actions/${key}`}>
          <Coded code={code}>{title}</Coded>
        </a>
      ),
    },
    {
      head: 'Pilote',
      cell: ({ pilots }) => (pilots.length === 0 ? <Missing>Sans pilote</Missing> : <bdi>{pilots.join(', ')}</bdi>),
    },
    {
      head: 'État',
      cell: ({ key, left }) => <ActionStatus status={left ? 'left' : statuses.get(key)?.status} />,
    },
    {
      head: 'Indicateurs',
      numeric: true,
      cell: action => {
        const known = figures.get(action.key)
        const indicators = indicatorsOf(action).length
        if (known && known.upToDate.of > 0) return `${known.upToDate.done} sur ${known.upToDate.of}`
        return indicators === 0 ? 'aucun' : indicators
      },
    },
  ]
  if (figures.size > 0)
    columns.push({
      head: 'Position',
      cell: ({ key }) => figures.get(key)?.position ?? <Missing>Non mesurable</Missing>,
    })
  return columns
}
