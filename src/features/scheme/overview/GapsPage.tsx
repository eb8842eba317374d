import { Card, count, Empty, fr, Pagination, typo } from '#ui'
import { Coded } from '../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../pages/SchemeFrame.tsx'
import type { Branch } from '../text/outline.ts'
import { GAPS, type Gap } from './gaps.ts'

/** How each is told: its name in addresses, its heading, what it means, and where it is put right. */
const WORDS: Record<Gap, { at: string; title: string; why: string; to: (base: string, part: Branch) => string }> = {
  indicator: {
    at: 'indicateur',
    title: 'Actions sans indicateur',
    why: 'Rien ne dira si elles réussissent.',
    to: (base, { key }) => `${base}/ajout?nature=indicateur&sous=${key}`,
  },
  baseline: {
    at: 't0',
    title: 'Indicateurs dont le T0 n’est pas dit',
    why: 'Donnez la valeur de départ, ou dites qu’il n’y a pas de référence.',
    to: (base, { key }) => `${base}/parties/${key}`,
  },
  target: {
    at: 'cible',
    title: 'Indicateurs dont la cible n’est pas dite',
    why: 'Donnez-la, ou dites qu’il n’y a pas de cible chiffrée.',
    to: (base, { key }) => `${base}/parties/${key}`,
  },
  minimum: {
    at: 'minimum',
    title: 'Cibles sous le minimum légal',
    why: 'La dernière cible de l’indicateur est inférieure au minimum que sa fiche cite.',
    to: (base, { key }) => `${base}/parties/${key}`,
  },
  directorate: {
    at: 'direction',
    title: 'Actions sans direction pilote',
    why: 'Le texte ne dit pas qui les conduit.',
    to: (base, { key }) => `${base}/parties/${key}`,
  },
  person: {
    at: 'personne',
    title: 'Actions confiées à personne',
    why: 'Personne n’est chargé de dire où elles en sont.',
    to: (base, { key }) => `${base}/actions/${key}/pilotes`,
  },
  calendar: {
    at: 'calendrier',
    title: 'Actions sans calendrier',
    why: 'Leur fiche ne fixe aucune étape.',
    to: (base, { key }) => `${base}/parties/${key}`,
  },
}

export const gapOf = (at: string | undefined) => GAPS.find(gap => WORDS[gap].at === at)

/** How many are listed where all kinds are, and on a page of one kind. */
const FIRST = 10
const PAGE = 100

/** What is missing of a scheme, each with where to put it right. */
export const GapsPage = (
  props: Framed & {
    gaps: Record<Gap, readonly Branch[]>
    /** The one that is listed whole; none for the first of each. */
    only: Gap | undefined
    page: number
    /** Whether the actor may change the text now, and say who pilots. */
    writes: boolean
    names: boolean
  },
) => {
  const { actor, scheme, gaps, only, page } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/lacunes`
  const there = GAPS.filter(gap => gaps[gap].length > 0 && (only === undefined || gap === only))
  const List = ({ gap, parts }: { gap: Gap; parts: readonly Branch[] }) => (
    <ul class="stack stack--tight">
      {parts.map(part => {
        const may = gap === 'person' ? props.names : props.writes
        const shown = <Coded code={part.code}>{part.title}</Coded>
        return <li>{may ? <a href={WORDS[gap].to(base, part)}>{shown}</a> : shown}</li>
      })}
    </ul>
  )
  return (
    <SchemePage
      {...props}
      title={only ? WORDS[only].title : 'Ce qui manque'}
      crumbs={only ? [{ label: 'Ce qui manque', href: here }] : []}
      lede={
        only
          ? typo(WORDS[only].why)
          : fr`Ce que le texte ne dit pas encore. Rien n’empêche de l’adopter ainsi : c’est à vous d’en juger.`
      }
    >
      {!props.writes && (
        <p class="small muted">
          {typo('Le texte se complète dans un brouillon, par les personnes qui conduisent le schéma.')}
        </p>
      )}
      {there.length === 0 ? (
        <Empty title="Rien ne manque">
          <p>
            {typo(
              'Chaque action a ses indicateurs, ses pilotes et son calendrier ; chaque indicateur dit son T0 et sa cible.',
            )}
          </p>
        </Empty>
      ) : only ? (
        <Card>
          <List gap={only} parts={gaps[only].slice((page - 1) * PAGE, page * PAGE)} />
          <Pagination
            page={page}
            pageSize={PAGE}
            total={gaps[only].length}
            href={n => `${here}?quoi=${WORDS[only].at}&page=${n}`}
            noun={
              only === 'baseline' || only === 'target' || only === 'minimum'
                ? ['Indicateur', 'Indicateurs']
                : ['Action', 'Actions']
            }
          />
        </Card>
      ) : (
        there.map(gap => (
          <Card id={WORDS[gap].at} title={WORDS[gap].title} aside={count(gaps[gap].length, 'ligne')}>
            <p>{typo(WORDS[gap].why)}</p>
            <List gap={gap} parts={gaps[gap].slice(0, FIRST)} />
            {gaps[gap].length > FIRST && (
              <p class="small">
                <a href={`${here}?quoi=${WORDS[gap].at}`}>
                  Voir les {gaps[gap].length}
                  <span class="sr-only"> lignes : {WORDS[gap].title}</span>
                </a>
              </p>
            )}
          </Card>
        ))
      )}
    </SchemePage>
  )
}
