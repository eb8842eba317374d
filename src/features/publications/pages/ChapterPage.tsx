import { fr, Hero, Page } from '#ui'
import { addressOf, type Chapter, chapterOf, type Published, publicationsOf } from '../publications.ts'
import { ChapterNav } from './ChapterNav.tsx'
import { Kicker, State } from './PublicationPage.tsx'

interface Props {
  published: Published
  chapters: readonly Chapter[]
  /** The rank of the one that is shown, from 0. */
  at: number
  publicUrl: string
}

/** A chapter of what was published, for everybody. */
export const ChapterPage = ({ published, chapters, at, publicUrl }: Props) => {
  const { publication } = published
  const { title, name, siren, example } = publication
  const chapter = chapters[at]
  if (chapter === undefined) throw new Error('no such chapter')
  const home = addressOf(publication)
  const nav = { chapters, at, home: `${home}#sommaire`, to: (one: string) => chapterOf(publication, one) }
  return (
    <Page
      title={`${chapter.title} – ${title} – ${name}`}
      description={fr`${title}, publié par ${name} : ${chapter.title}.`}
      demo={example}
      canonical={publicUrl + chapterOf(publication, chapter.name)}
      feed={{ href: `${publicationsOf(siren)}/flux.atom`, title: `Publications : ${name}` }}
      hero={
        <Hero
          kicker={<Kicker publication={publication} />}
          title={chapter.title}
          lede={
            <>
              <a href={home}>{title}</a>
              {fr`, chapitre ${at + 1} sur ${chapters.length}`}
            </>
          }
        />
      }
    >
      <div class="public stack stack--loose">
        <State {...published} />
        <ChapterNav {...nav} label="Chapitres" />
        {chapter.body()}
        <ChapterNav {...nav} label="Suite de la lecture" />
      </div>
    </Page>
  )
}
