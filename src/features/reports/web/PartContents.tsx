import type { Block } from '#platform/paper'
import { fr, Section } from '#ui'
import { ContentsLines } from './Blocks.tsx'
import type { Heading, Part, Places } from './cutting.ts'

/** The way to each part of a bilan that is larger than a page: what is on this one, then each of the others. */
export const PartContents = (props: { front: readonly Block[]; parts: readonly Part[]; places: Places }) => {
  const { front, parts, places } = props
  const labels = [...new Set(parts.map(({ label }) => label))]
  return (
    <Section id="sommaire" title="Sommaire">
      <nav class="well stack" aria-label="Sommaire">
        <ol class="stack stack--tight">
          <ContentsLines of={front} />
          {labels.map(label => {
            const [first, ...others] = parts.filter(one => one.label === label)
            return (
              <li>
                {first && (
                  <a href={places.part(first.name)}>
                    <bdi>{label}</bdi>
                  </a>
                )}
                {others.length > 0 && (
                  <ul>
                    {others.map((part, at) => (
                      <li>
                        <a href={places.part(part.name)}>{fr`Suite ${at + 2} sur ${others.length + 1}`}</a>
                        <Begins part={part} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            )
          })}
        </ol>
        <InOneFile places={places} />
      </nav>
    </Section>
  )
}

/** Where all of it is, said on paper too. */
export const InOneFile = ({ places }: { places: Places }) => (
  <p class="small">
    {fr`Ce bilan est trop long pour une page : chaque chapitre a la sienne. `}
    <a href={places.whole} download>
      Le document PDF le contient en entier
    </a>
    {fr`, pour l’imprimer ou y chercher un mot.`}
  </p>
)

/** What a part begins with, where a heading says it. */
const Begins = ({ part: { blocks } }: { part: Part }) => {
  const first = blocks.find((block): block is Heading => block.as === 'heading')
  return first && first === blocks[0] ? (
    <>
      {fr` : à partir de « `}
      <bdi>{first.text}</bdi>
      {fr` »`}
    </>
  ) : null
}
