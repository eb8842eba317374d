interface Props {
  chapters: readonly { name: string; title: string }[]
  /** The rank of the one that is shown, from 0. */
  at: number
  /** Where each is. */
  to: (name: string) => string
  /** Where their list is. */
  home: string
  /** What it is called, where there is one above and one below. */
  label: string
}

/** The way from a chapter to the one before, to their list, to the next. */
export const ChapterNav = ({ chapters, at, to, home, label }: Props) => {
  const way = (rank: number, rel: 'prev' | 'next', words: string) => {
    const chapter = chapters[rank]
    return chapter ? (
      <a href={to(chapter.name)} rel={rel}>
        <small>{words}</small>
        <bdi>{chapter.title}</bdi>
      </a>
    ) : (
      <span />
    )
  }
  return (
    <nav class="pagination" aria-label={label}>
      {way(at - 1, 'prev', 'Chapitre précédent')}
      <a href={home}>Sommaire</a>
      {way(at + 1, 'next', 'Chapitre suivant')}
    </nav>
  )
}
