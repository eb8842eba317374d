import type { PublicationKind, Published } from '#features/publications'
import { addressOf } from '#features/publications'
import { Alert, fr, typo } from '#ui'
import { ReportBody } from '../web/ReportBody.tsx'
import type { Content } from './content.ts'

/** What a published bilan says. */
const contentIn = ({ content }: Published) => content as Content

/** How a bilan is drawn once published. */
export const bilanKind: PublicationKind = {
  kind: 'bilan',
  lede: published => contentIn(published).paper.description,
  body: published => {
    const content = contentIn(published)
    const { notice } = content.paper
    return (
      <>
        {notice && (
          <Alert state="info">
            <p>{typo(notice)}</p>
          </Alert>
        )}
        <ReportBody content={content} />
      </>
    )
  },
  recomputing: ({ publication }) => (
    <p>
      {fr`Chaque chiffre est dans `}
      <a href={`${addressOf(publication)}/bilan.json`}>bilan.json</a>
      {fr`, avec la définition des indicateurs et ce dont ils sont faits.`}
    </p>
  ),
}
