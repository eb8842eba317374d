import { LogoImage } from '#features/organisations'
import { addressOf, chapterOf, type PublicationKind, type Published } from '#features/publications'
import { Alert, fr, typo } from '#ui'
import { ARCHIVE } from '../open-data/open-data.ts'
import { Blocks } from '../web/Blocks.tsx'
import type { Places } from '../web/cutting.ts'
import { heldBy, partsOf, ReportBody, ReportPart } from '../web/ReportBody.tsx'
import type { Composition } from './composition.ts'
import { type Content, LOGO } from './content.ts'

/** What a published report says. */
const contentIn = ({ content }: Published) => content as Content

const placesOf = (file: Composition['file'], { publication }: Published): Places => ({
  home: addressOf(publication),
  part: name => chapterOf(publication, name),
  whole: `${addressOf(publication)}/${file}.pdf`,
})

/** How reports are drawn once they are published. */
const kindOf = (file: Composition['file']): PublicationKind => ({
  kind: file,
  lede: published => contentIn(published).paper.description,
  body: published => {
    const content = contentIn(published)
    const { notice, author, logo } = content.paper
    return (
      <>
        {logo && <LogoImage src={`${addressOf(published.publication)}/${LOGO}`} name={author} logo={logo} />}
        {notice && (
          <Alert state="info">
            <p>{typo(notice)}</p>
          </Alert>
        )}
        <ReportBody content={content} places={placesOf(file, published)} />
      </>
    )
  },
  chapters: published => {
    const content = contentIn(published)
    return partsOf(content).parts.map(part => ({
      name: part.name,
      title: part.title,
      holds: heldBy(part),
      body: () => <ReportPart {...{ content, part }} places={placesOf(file, published)} />,
    }))
  },
  keyFigures: published => {
    const shown = contentIn(published).paper.blocks.filter(block => block.as === 'figures')
    return shown.length === 0 ? null : <Blocks of={shown} chart={() => null} />
  },
  recomputing: ({ publication }) => <Recomputing address={addressOf(publication)} />,
})

export const bilanKind = kindOf('bilan')
/** Evaluations of shares, and global bilans. */
export const evaluationKind = kindOf('evaluation')

const Recomputing = ({ address }: { address: string }) => (
  <>
    <p>Chacun peut refaire ces chiffres, sans nous.</p>
    <ol>
      <li>
        {fr`Téléchargez `}
        <a href={`${address}/${ARCHIVE}`} download>
          {ARCHIVE}
        </a>
        {fr`, et ouvrez-le dans un dossier.`}
      </li>
      <li>
        Dans ce dossier, lancez <code>node recalcul.mjs</code>
        {fr` (Node.js 20 ou plus récent).`}
      </li>
      <li>{fr`Lisez la réponse : « identique », ou ce qui diffère.`}</li>
    </ol>
    <p class="small muted">
      {fr`Le programme part de chaque valeur comptée, refait totaux, rapports, formules, évolutions et positions, et n’envoie rien. `}
      <a href={`${address}/lisezmoi.txt`}>lisezmoi.txt</a>
      {fr` dit la méthode et ce que contient chaque fichier.`}
    </p>
  </>
)
