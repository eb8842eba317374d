import { Card, count, Empty, Facts, Filters, fr, Pagination, Select, type State, Status, typo } from '#ui'
import { KIND_WORDS } from '../../document/check.ts'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import { LOOKS } from '../../words.ts'
import type { Comparison, PartChange } from '../compare.ts'
import { countsOf, type Sides, tellCover, tellPart, tellPlace } from '../telling.ts'
import { FieldChange, Side } from './Pieces.tsx'

/** How many parts are told on a page. */
const SIZE = 25

/** A text that may be compared: a version, or what is being written. */
export interface Choice {
  value: string
  label: string
}

interface Props extends Framed {
  choices: readonly Choice[]
  before: string
  after: string
  comparison: Comparison
  sides: Sides
  page: number
}

function statesOf({ before, after, fields, moved, renumbered }: PartChange): [State, string][] {
  if (before === null) return [['ok', 'Ajout']]
  if (after === null) return [['late', 'Retrait']]
  return [
    ...(fields.length > 0 ? [['info', 'Modification'] as [State, string]] : []),
    ...(moved ? [['warn', 'Déplacement'] as [State, string]] : []),
    ...(renumbered ? [['none', 'Renumérotation'] as [State, string]] : []),
  ]
}

const codeOf = (part: PartChange['before']) => (part && 'code' in part && part.code) || 'sans code'
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const Change = ({ change, sides }: { change: PartChange; sides: Sides }) => {
  const { kind, key, before, after, renumbered } = change
  const place = tellPlace(change, sides)
  const pillar = after && 'pillar' in after ? after.pillar : null
  return (
    <Card
      id={`${kind}-${key}`}
      pillar={pillar ? LOOKS[pillar] : undefined}
      title={
        <>
          {capital(KIND_WORDS[kind].the.replace(/^(l’|le )/, ''))} <bdi>{sides.titles.get(key)}</bdi>
        </>
      }
      aside={
        <span class="row">
          {statesOf(change).map(([state, words]) => (
            <Status state={state}>{words}</Status>
          ))}
        </span>
      }
    >
      {place !== '' && <p>{place}</p>}
      {renumbered && <p>{fr`Code : ${codeOf(before)} devient ${codeOf(after)}.`}</p>}
      {before !== null && after !== null ? (
        tellPart(change, sides).map(told => <FieldChange told={told} />)
      ) : (
        <Facts
          list
          facts={tellPart(change, sides).map(told => ({
            term: told.label,
            value: <Side told={told} side={before === null ? 'after' : 'before'} />,
          }))}
        />
      )}
    </Card>
  )
}

const sum = (comparison: Comparison) => {
  const { added, removed, changed } = countsOf(comparison.parts)
  return [count(added, 'ajout'), count(removed, 'retrait'), count(changed, 'modification')].join(', ')
}

/** Two texts of a scheme, side by side. */
export const ComparisonPage = (props: Props) => {
  const { actor, scheme, choices, before, after, comparison, sides, page } = props
  const here = `${baseOf(actor, scheme)}/versions/comparaison`
  const shown = comparison.parts.slice((page - 1) * SIZE, page * SIZE)
  const nothing = comparison.cover.length === 0 && comparison.parts.length === 0
  return (
    <SchemePage
      {...props}
      title="Comparer deux textes"
      crumb="Comparaison"
      crumbs={[{ label: 'Versions', href: `${baseOf(actor, scheme)}/versions` }]}
      lede={nothing ? undefined : fr`${sum(comparison)}. Une partie qui change de code ou de place reste la même.`}
    >
      <Filters action={here} label="Textes à comparer" submit="Comparer">
        <Select name="avant" label="Avant" value={before} options={choices} />
        <Select name="apres" label="Après" value={after} options={choices} />
      </Filters>
      {nothing ? (
        <Empty title="Ces deux textes disent la même chose">
          <p>{typo('Rien n’a été ajouté, retiré, déplacé, renuméroté ni récrit entre les deux.')}</p>
        </Empty>
      ) : (
        <>
          {comparison.cover.length > 0 && page === 1 && (
            <Card id="presentation" title="Présentation du schéma">
              {tellCover(comparison.cover, sides).map(told => (
                <FieldChange told={told} />
              ))}
            </Card>
          )}
          {shown.map(change => (
            <Change {...{ change, sides }} />
          ))}
          <Pagination
            page={page}
            pageSize={SIZE}
            total={comparison.parts.length}
            href={to => `${here}?avant=${before}&apres=${after}&page=${to}`}
            noun={['Partie qui change', 'Parties qui changent']}
          />
        </>
      )}
    </SchemePage>
  )
}
