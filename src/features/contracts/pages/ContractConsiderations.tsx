import { Card, ConsiderationStatus, fr, PillarMark, Section, shorten } from '#ui'
import type { ContractRecord } from '../register/contract.ts'
import { STATE_MEANINGS } from '../words.ts'

/** A field may be a megabyte of words. */
const MOST_WORDS = 12
const LONGEST_WORD = 120

/** What the contract says of each pillar: one of four states, and the words of the file. */
export const Considerations = ({ contract: { current, details } }: { contract: ContractRecord }) => (
  <Section id="considerations" title="Considérations">
    <div class="grid">
      <Card pillar="eco">
        <PillarMark pillar="eco" word="Environnementale" />
        <ConsiderationStatus
          state={current.environmental}
          clause={current.environmental_clause}
          criterion={current.environmental_criterion}
        />
        <p class="small">{STATE_MEANINGS[current.environmental]}</p>
        <AsWritten words={details.environmental ?? null} dialect={current.dialect} />
      </Card>
      <Card pillar="soc">
        <PillarMark pillar="soc" word="Sociale" />
        <ConsiderationStatus
          state={current.social}
          clause={current.social_clause}
          criterion={current.social_criterion}
          reserved={current.social_reserved}
        />
        <p class="small">{STATE_MEANINGS[current.social]}</p>
        <AsWritten words={details.social ?? null} dialect={current.dialect} />
      </Card>
    </div>
  </Section>
)

const AsWritten = ({ words, dialect }: { words: readonly string[] | null; dialect: string }) => {
  if (words === null) return null
  if (words.length === 0) {
    return (
      <p class="small muted">
        {dialect === 'v1'
          ? 'Ce contrat a été publié dans l’ancien format, qui n’a pas ce champ.'
          : 'Le fichier n’écrit rien.'}
      </p>
    )
  }
  return (
    <p class="small muted">
      {fr`Écrit dans le fichier : `}
      {words.slice(0, MOST_WORDS).map((word, i) => (
        <>
          {i > 0 && ', '}«{'\u00a0'}
          <bdi>{shorten(word, LONGEST_WORD)}</bdi>
          {'\u00a0'}»
        </>
      ))}
      {words.length > MOST_WORDS && '…'}
    </p>
  )
}
