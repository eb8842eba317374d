import { Missing, typo } from '#ui'
import type { FieldTold } from '../telling.ts'
import type { Piece } from '../words-diff.ts'

/** What did not change is shown by its two ends when it is longer than this. */
const LONGEST_SAME = 500
const END = 160

function shortened(text: string): string {
  if (text.length <= LONGEST_SAME) return text
  const [head, tail] = [text.slice(0, END), text.slice(-END)]
  return `${head.slice(0, head.lastIndexOf(' '))} [… texte inchangé …] ${tail.slice(tail.indexOf(' ') + 1)}`
}

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, rank) => (
      <>
        {rank > 0 && <br />}
        {line}
      </>
    ))}
  </>
)

const Mark = ({ state, text }: Piece) => {
  if (state === 'same') return <Lines text={shortened(text)} />
  return state === 'added' ? (
    <ins>
      <span class="sr-only"> ajouté{'\u00a0'}: </span>
      <Lines text={text} />
      <span class="sr-only"> fin d’ajout </span>
    </ins>
  ) : (
    <del>
      <span class="sr-only"> retiré{'\u00a0'}: </span>
      <Lines text={text} />
      <span class="sr-only"> fin de retrait </span>
    </del>
  )
}

/** One side of a field: what was there before, or what is there after. */
export const Side = ({ told, side }: { told: FieldTold; side: 'before' | 'after' }) => {
  if (told.as === 'nothing-read') return null
  const hidden = side === 'before' ? 'added' : 'removed'
  if (told.as === 'value') {
    const words = told[side]
    if (words === '') return <Missing>Rien</Missing>
    return <Mark state={side === 'before' ? 'removed' : 'added'} text={words} />
  }
  const pieces = told.pieces.filter(({ state }) => state !== hidden)
  if (pieces.length === 0) return <Missing>Rien</Missing>
  if (told.as === 'text')
    return (
      <bdi>
        {pieces.map(piece => (
          <Mark {...piece} />
        ))}
      </bdi>
    )
  return (
    <ul class="stack stack--tight">
      {pieces.map(piece => (
        <li>
          <Mark {...piece} />
        </li>
      ))}
    </ul>
  )
}

/** What became of a field of a part that stayed: both sides, beside one another where there is room. */
export const FieldChange = ({ told }: { told: FieldTold }) => (
  <div class="stack stack--tight">
    <h3>{told.label}</h3>
    {told.as === 'nothing-read' ? (
      <p class="muted">
        {typo(
          told.typography
            ? 'Seules des espaces ou des apostrophes changent.'
            : 'Rien de ce qui se lit ne change : seulement des repères internes.',
        )}
      </p>
    ) : (
      <div class="split split--even">
        <div>
          <p class="small muted">Avant</p>
          <Side told={told} side="before" />
        </div>
        <div>
          <p class="small muted">Après</p>
          <Side told={told} side="after" />
        </div>
      </div>
    )}
  </div>
)
