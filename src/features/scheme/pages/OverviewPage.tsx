import type { Child } from 'hono/jsx'
import { allows } from '#features/organisations'
import { ButtonLink, count, Day, Empty, fr, typo } from '#ui'
import { LEADERS, PILOTS } from '../access.ts'
import { BuyerTabs, viewQuery } from '../joint/viewing.tsx'
import { FilterForm } from '../overview/FilterForm.tsx'
import type { Asked, Filtered } from '../overview/filter.ts'
import { inForce, openVersion } from '../scheme.ts'
import { actionsUnder, type Branch, flat } from '../text/outline.ts'
import { leads as conducts } from '../text/parts.ts'
import { AxisCard, type AxisProps } from './AxisCard.tsx'
import { NextStep } from './NextStep.tsx'
import { baseOf, type Framed, SchemePage, schemesOf } from './SchemeFrame.tsx'

interface Props extends Framed, AxisProps {
  outline: readonly Branch[]
  /** Those of its actions that were asked for. */
  asked: Asked
  found: Filtered
  /** What reading it over found, in a line. */
  verified?: Child
  /** The views that the reader keeps of this list. */
  views: Child
}

/** The scheme on one page: its axes, their objectives, their actions and where each stands. */
export const OverviewPage = (props: Props) => {
  const { actor, scheme, outline, writes, asked, found } = props
  const base = baseOf(actor, scheme)
  const all = flat(outline)
  const axes = outline.filter(({ kind }) => kind === 'axis')
  const isFiltered = found.words.length > 0
  const words = `${fr`${found.shown} ${found.shown > 1 ? 'actions' : 'action'} sur ${found.of} : `}${found.words.join(', ')}`
  const adopted = inForce(scheme)?.adoption
  const set = Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined)
  const leads = allows(LEADERS, actor.membership.roles)
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
      {leads && axes.length > 0 && (openVersion(scheme) === undefined || conducts(actor, scheme)) && (
        <NextStep {...{ scheme, base }} />
      )}
      <BuyerTabs view={props.view} at={query => `${base}?${new URLSearchParams(query)}`} />
      <p class="row small">
        {props.verified}
        {writes && (
          <>
            <a href={`${base}/presentation`}>Présenter le schéma</a>
            <a href={`${base}/ordre`}>Ordonner</a>
            <a href={`${base}/codes`}>Renuméroter</a>
          </>
        )}
        {found.of > 1 && allows(PILOTS, actor.membership.roles) && (
          <a href={`${base}/plusieurs?${new URLSearchParams(set)}`}>Changer plusieurs actions</a>
        )}
        {leads && <a href={`${schemesOf(actor)}/nouveau/copie?de=${scheme.code}`}>Copier ce schéma</a>}
      </p>
      {found.of > 1 && <FilterForm {...{ base, asked, found }} kept={viewQuery(props.view)} />}
      {props.views}
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
          .map(axis => (
            <AxisCard
              {...props}
              axis={axis}
              base={base}
              writes={writes && !isFiltered}
              adds={props.adds && !isFiltered}
            />
          ))
      )}
      {openVersion(scheme)?.state === 'draft' && !writes && (
        <p class="small muted">
          {typo(
            props.adds
              ? 'Ce texte est un brouillon : vous y écrivez vos propres actions et vos repères ; le reste est à qui conduit le schéma.'
              : 'Ce texte est un brouillon : seules les personnes qui conduisent le schéma le modifient.',
          )}
        </p>
      )}
    </SchemePage>
  )
}
