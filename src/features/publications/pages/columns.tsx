import { type Column, Day, inParis, Status } from '#ui'
import { addressOf, type Publication } from '../publications.ts'
import { stateOf } from './PublicationPage.tsx'

/** What a list of publications says of each. */
export const PUBLICATION_COLUMNS: readonly Column<Publication>[] = [
  { head: 'Publication', cell: one => <a href={addressOf(one)}>{one.title}</a> },
  { head: 'Numéro', cell: one => one.number },
  { head: 'Publiée le', cell: one => <Day date={inParis(one.publishedAt).date} short /> },
  {
    head: 'État',
    cell: one => {
      const { state, words } = stateOf(one)
      return <Status state={state}>{words}</Status>
    },
  },
]
