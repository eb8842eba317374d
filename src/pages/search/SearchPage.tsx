import type { Child } from 'hono/jsx'
import type { Piece } from '#platform/search'
import { Alert, Card, count, Empty, fr, nb, Page, PageHead, Pagination, SearchForm, type Space, Tabs, Tag } from '#ui'
import { type Answer, type Group, PAGE_SIZE, type Result } from './answering.ts'

interface Props {
  /** The address of the page. */
  at: string
  /** Where members search; without, it is everybody's page. */
  space?: Space
  /** What is searched, in words that follow « dans ». */
  within: string
  answer: Answer
  demo: boolean
}

/** Words of a text, those that were looked for marked. */
const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <bdi>{pieces.map(({ text, found }) => (found ? <mark>{text}</mark> : text))}</bdi>
)

const Line = ({ result: { href, code, title, note, excerpt } }: { result: Result }) => (
  <li>
    {code.length > 0 && (
      <>
        <Tag>
          <Pieces pieces={code} />
        </Tag>{' '}
      </>
    )}
    <a href={href}>
      <Pieces pieces={title} />
    </a>
    {note && (
      <div class="small muted">
        <bdi>{note}</bdi>
      </div>
    )}
    {excerpt && (
      <p class="small">
        {excerpt.before && '… '}
        <Pieces pieces={excerpt.pieces} />
        {excerpt.after && ' …'}
      </p>
    )}
  </li>
)

const Results = ({ group }: { group: Group }) => (
  <ul class="stack">
    {group.results.map(result => (
      <Line result={result} />
    ))}
  </ul>
)

/** « plus de 500 » where they were not all counted. */
const total = ({ total, more }: Pick<Group, 'total' | 'more'>) => `${more ? 'plus de ' : ''}${nb(total)}`

/** What is searched, what is found of it, by kind. */
export const SearchPage = ({ at, space, within, answer, demo }: Props) => {
  const { query, type, groups, page, corrections, unknown, proposal, partial } = answer
  const address = (more: Record<string, string>) => `${at}?${new URLSearchParams({ q: query, ...more })}`
  const all = groups.reduce((sum, group) => sum + group.total, 0)
  const shown = type === null ? groups : groups.filter(({ kind }) => kind === type)
  const lede =
    query === ''
      ? fr`Dans ${within}. Une faute de frappe, un accent oublié ou un pluriel n’empêchent pas de trouver.`
      : all > 0 && fr`${groups.some(({ more }) => more) ? 'Plus de ' : ''}${count(all, 'résultat')} pour « ${query} ».`
  return (
    <Page title={query ? `Rechercher : ${query}` : 'Rechercher'} {...(space ? { space } : {})} demo={demo} width="text">
      <PageHead title="Rechercher" lede={lede} />
      <SearchForm action={at} id="mots" label="Mots à chercher" value={query} />
      {all > 0 && (corrections.length > 0 || unknown.length > 0 || partial || proposal) && (
        <Alert state="info">
          {corrections.map(({ typed, shown: word }) => (
            <p>{fr`Aucun texte ne contient « ${typed} » : voici les résultats pour « ${word} ».`}</p>
          ))}
          {unknown.map(typed => (
            <p>{fr`Aucun texte ne contient « ${typed} » : ce mot est laissé de côté.`}</p>
          ))}
          {partial && <p>Aucun texte ne réunit tous ces mots : voici ceux qui en ont le plus.</p>}
          {proposal && <Proposal words={proposal} href={`${at}?${new URLSearchParams({ q: proposal })}`} />}
        </Alert>
      )}
      {query !== '' && all === 0 && (
        <Empty title={fr`Rien trouvé pour « ${query} »`}>
          {proposal && <Proposal words={proposal} href={`${at}?${new URLSearchParams({ q: proposal })}`} />}
          <p>{fr`La recherche a porté sur ${within}. Essayez un mot plus court, ou un seul mot.`}</p>
        </Empty>
      )}
      {all > 0 && groups.length > 1 && (
        <Tabs
          label="Ce qui est trouvé, par nature"
          tabs={[
            { label: 'Tout', href: address({}), current: type === null },
            ...groups.map(group => ({
              label: fr`${group.noun[1]} (${total(group)})`,
              href: address({ type: group.kind }),
              current: group.kind === type,
            })),
          ]}
        />
      )}
      {shown.map(group => (
        <Card
          id={group.kind}
          title={group.noun[group.total < 2 ? 0 : 1]}
          aside={type === null && group.total > group.results.length && <More {...{ group }} href={group.href ?? address({ type: group.kind })} />}
        >
          <Results group={group} />
          {type !== null && group.href && <More {...{ group }} href={group.href} />}
        </Card>
      ))}
      {type !== null && shown[0] && !shown[0].href && (
        <Pagination
          page={page}
          pageSize={PAGE_SIZE}
          total={shown[0].total}
          href={n => address({ type, page: String(n) })}
          noun={['Résultat', 'Résultats']}
        />
      )}
    </Page>
  ) // biome-ignore format: the page
}

const More = ({ group, href }: { group: Group; href: string }): Child => (
  <a href={href}>
    {fr`Voir les ${total(group)}`}
    <span class="sr-only"> {group.noun[1].toLowerCase()}</span>
  </a>
)

const Proposal = ({ words, href }: { words: string; href: string }) => (
  <p>
    Vouliez-vous dire{' '}
    <a href={href}>
      <bdi>{words}</bdi>
    </a>
    {'\u202f'}?
  </p>
)
