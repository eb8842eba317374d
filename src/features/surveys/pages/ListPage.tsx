import { ButtonLink, count, day, Empty, fr, Page, PageHead, Pagination, Status, Table } from '#ui'
import { AT_ONCE, type Line } from '../reading.ts'
import { AUDIENCE_WORDS, STATE_WORDS } from '../words.ts'
import { Notices } from './Frame.tsx'
import { type Framed, listPath, pathOf } from './frame.ts'

function when({ state, openedOn, closesOn, closedOn }: Line): string {
  if (state === 'closed') return fr`Close le ${day(closedOn, 'short')}`
  if (state === 'draft') return 'Pas encore ouverte'
  return closesOn === null ? fr`Depuis le ${day(openedOn, 'short')}` : fr`Jusqu’au ${day(closesOn, 'short')}`
}

/** The surveys of an organisation. */
export const ListPage = (props: Framed & { lines: readonly Line[]; total: number; page: number }) => {
  const { actor, lines, total, page } = props
  const begin = props.writes && (
    <ButtonLink href={`${listPath(actor)}/nouvelle`} look="primary">
      Préparer une enquête
    </ButtonLink>
  )
  return (
    <Page space={props.space} demo={props.demo} title="Enquêtes">
      <PageHead
        title="Enquêtes"
        lede="Ce que pensent et vivent les agents, les acheteurs, les usagers et les entreprises, sans que personne ne soit reconnu."
        actions={total > 0 && begin}
      />
      <Notices {...props} />
      {total === 0 ? (
        <Empty title="Aucune enquête" actions={begin}>
          <p>
            {props.writes
              ? 'Partez d’un modèle prêt à l’emploi, ou d’une page blanche.'
              : 'Les personnes qui conduisent le schéma n’en ont pas encore préparé.'}
          </p>
        </Empty>
      ) : (
        <Table
          id="enquetes"
          caption="Enquêtes de l’organisation"
          hideCaption
          stack
          columns={[
            { head: 'Enquête', cell: line => <a href={pathOf(actor, line)}>{line.title}</a> },
            {
              head: 'État',
              cell: line => <Status state={STATE_WORDS[line.state].state}>{STATE_WORDS[line.state].label}</Status>,
            },
            { head: 'Public', cell: line => AUDIENCE_WORDS[line.audience] },
            { head: 'Dates', cell: when },
            { head: 'Réponses', cell: line => count(line.arrived, 'réponse'), numeric: true },
          ]}
          rows={lines}
        />
      )}
      <Pagination
        page={page}
        pageSize={AT_ONCE}
        total={total}
        href={at => `${listPath(actor)}?page=${at}`}
        noun={['Enquête', 'Enquêtes']}
      />{' '}
    </Page>
  )
}
