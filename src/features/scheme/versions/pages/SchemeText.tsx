import type { Child } from 'hono/jsx'
import { Card, Day, Disclosure, Facts, fr, PillarMark, Tag } from '#ui'
import type { Action, Axis, Indicator, Own } from '../../document/document.ts'
import { amountWords, marksWords, periodWords } from '../../figure-words.ts'
import { StepDates, Words } from '../../pages/Life.tsx'
import { ActionStatus, Coded } from '../../pages/marks.tsx'
import { LOOKS } from '../../words.ts'
import type { Said } from '../standing.ts'
import type { Node } from '../tree.ts'

interface Told {
  /** What is said of actions; null where the text stands alone. */
  said: ReadonlyMap<string, Said> | null
  /** Names by SIREN. */
  buyers: ReadonlyMap<string, string>
  /** What is published of each indicator; nothing where the text stands alone. */
  figures?: ReadonlyMap<string, Child> | undefined
}

const Items = ({ of }: { of: readonly string[] }) => (
  <ul class="stack stack--tight">
    {of.map(one => (
      <li>
        <bdi>{one}</bdi>
      </li>
    ))}
  </ul>
)

const IndicatorText = ({ node, buyers, figures }: { node: Node } & Omit<Told, 'said'>) => {
  const one = node.part as Indicator
  return (
    <li>
      <p>
        <b>
          <Coded code={one.code}>{one.label}</Coded>
        </b>
        {one.unit !== '' && <> ({one.unit})</>} {one.support && <Tag>Donnée de calcul</Tag>}
      </p>
      {figures?.get(one.key)}
      {marksWords(one, one).map(words => (
        <p class="small">{words}</p>
      ))}
      {node.under.map(({ part }) => (
        <p class="small">
          <bdi>{buyers.get((part as Own).buyer) ?? (part as Own).buyer}</bdi>
          {fr` : `}
          {marksWords(one, part as Own).join('\u202f; ')}
        </p>
      ))}
      {one.legal.map(({ period, value, source }) => (
        <p class="small">
          {fr`Minimum légal${period === null ? '' : ` ${periodWords(period)}`} : ${amountWords(value, one.unit)} (`}
          <bdi>{source}</bdi>).
        </p>
      ))}
    </li>
  )
}

const Indicators = ({ nodes, buyers, figures }: { nodes: readonly Node[] } & Omit<Told, 'said'>) =>
  nodes.length === 0 ? null : (
    <>
      <p class="small muted">Indicateurs</p>
      <ul class="stack">
        {nodes.map(node => (
          <IndicatorText {...{ node, buyers, figures }} />
        ))}
      </ul>
    </>
  )

const factsOf = (action: Action) =>
  (
    [
      ['Directions pilotes', action.pilots],
      ['Directions impactées', action.impacted],
      ['Partenaires', action.partners],
      ['Évaluation', action.evaluation],
      ['Projets liés', action.projects],
      ['Autres plans', action.plans],
      ['Ce que dit la loi', action.legal],
      ['Familles d’achat', action.families],
      ['Thèmes', action.themes],
    ] as const
  ).flatMap(([term, of]) => (of.length === 0 ? [] : [{ term, value: <Items of={of} /> }]))

const ActionText = ({ node, said, buyers, figures, level }: { node: Node; level: 'h3' | 'h4' } & Told) => {
  const action = node.part as Action
  const Title = level
  const known = said?.get(action.key)
  const details = factsOf(action)
  return (
    <article class="stack" id={action.key}>
      <div class="section-head">
        <Title>
          <Coded code={action.code}>{action.title}</Coded>
        </Title>
        <span class="row small">
          {action.buyer !== null && (
            <Tag>
              <bdi>{buyers.get(action.buyer) ?? action.buyer}</bdi>
            </Tag>
          )}
          {said && <ActionStatus status={action.left ? 'left' : known?.status?.status} />}
        </span>
      </div>
      {action.aim !== '' && <Words>{action.aim}</Words>}
      {action.description !== '' && <Words>{action.description}</Words>}
      {action.calendar.length > 0 && (
        <ul class="stack stack--tight">
          {action.calendar.map(step => {
            const done = known?.steps.get(step.key)
            return (
              <li>
                <bdi>{step.title}</bdi>
                {fr` : `}
                <span class="muted">
                  <StepDates step={step} done={done?.done ? done.day : null} />
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <Indicators nodes={node.under} {...{ buyers, figures }} />
      {action.left && (
        <p>
          Sortie du schéma le <Day date={action.left.on} />
          {fr` : `}
          <bdi>{action.left.reason}</bdi>
        </p>
      )}
      {action.remark !== '' && <Words>{action.remark}</Words>}
      {details.length > 0 && (
        <Disclosure
          summary={
            <>
              Qui, avec qui, comment<span class="sr-only"> ({action.title})</span>
            </>
          }
        >
          <Facts facts={details} />
        </Disclosure>
      )}
    </article>
  )
}

/** The text of a scheme: its axes, what they hold, and what is said of each action where it is given. */
export const SchemeText = ({ nodes, ...told }: { nodes: readonly Node[] } & Told) => (
  <>
    {nodes.map(node => {
      if (node.kind !== 'axis')
        return (
          <Card id={node.part.key} title="Indicateur du schéma">
            <Indicators nodes={[node]} {...told} />
          </Card>
        )
      const axis = node.part as Axis
      return (
        <Card
          id={axis.key}
          pillar={axis.pillar ? LOOKS[axis.pillar] : undefined}
          title={<Coded code={axis.code === '' ? '' : fr`Axe ${axis.code}.`}>{axis.title}</Coded>}
          aside={axis.pillar && <PillarMark pillar={LOOKS[axis.pillar]} chip />}
        >
          {axis.text !== '' && <Words>{axis.text}</Words>}
          <Branches under={node.under} level="h3" {...told} />
        </Card>
      )
    })}
  </>
)

const Branches = ({ under, level, ...told }: { under: readonly Node[]; level: 'h3' | 'h4' } & Told): Child => (
  <>
    <Indicators nodes={under.filter(({ kind }) => kind === 'indicator')} {...told} />
    {under.map(node => {
      if (node.kind === 'action') return <ActionText {...{ node, level }} {...told} />
      if (node.kind !== 'objective') return null
      const { code, title, text, key } = node.part as Axis
      return (
        <section class="stack" id={key}>
          <h3>
            <Coded code={code}>{title}</Coded>
          </h3>
          {text !== '' && <Words>{text}</Words>}
          <Branches under={node.under} level="h4" {...told} />
        </section>
      )
    })}
  </>
)
