import { fr, Status, Tile, typo } from '#ui'
import { decimalOf, exact } from '../decimals.ts'
import { figure, inPeriod, periodWords } from '../figures.ts'
import { isNumeric } from '../kinds.ts'
import { STATE_WORDS } from '../words.ts'
import type { Told } from './reading.ts'
import type { Figure } from './series.ts'
import { baselineWords, inWords, missingWords, targetWords } from './words.ts'

/** In a narrow place a unit may go under its number. */
const wrapped = (words: string | null) => (words === null ? null : words.replace(/[\u00a0\u202f](?=\D+$)/, ' '))

/** Where an indicator is, where it starts, where it goes, and what has changed since. */
export const Tiles = ({ told, last }: { told: Told; last: Figure | undefined }) => {
  const { definition, marks, figures } = told
  const start = baselineWords(definition, marks)
  const target = targetWords(definition, marks, last?.period ?? '')
  const before = figures.at(-2)
  const change =
    last?.value && before?.value && isNumeric(definition.kind)
      ? decimalOf(exact(last.value).sub(exact(before.value)))
      : null
  const unit = definition.unit.startsWith('%') ? 'points' : definition.unit
  return (
    <div class="grid grid--narrow">
      <Tile
        label={last ? `Dernière valeur, ${periodWords(last.period)}` : 'Dernière valeur'}
        value={last ? wrapped(inWords(definition, last)) : null}
        missing={last ? 'incomplète' : missingWords(definition, told.values).toLowerCase()}
        meta={
          last && (
            <p>
              <Status state={STATE_WORDS[last.state].state}>{STATE_WORDS[last.state].label}</Status>
            </p>
          )
        }
      />
      <Tile label="T0" value={wrapped(start.value)} missing="Sans T0" meta={typo(start.note)} />
      <Tile
        label={target.when === '' ? 'Cible' : `Cible, ${target.when}`}
        value={wrapped(target.value)}
        missing="Sans cible"
        meta={typo(target.note === '' ? 'Fixée par le schéma, pas par la loi' : target.note)}
      />
      <Tile
        label="Depuis la précédente"
        value={
          change === null
            ? null
            : wrapped(`${change.startsWith('-') || change === '0' ? '' : '+'}${figure(change, unit)}`)
        }
        missing="pas de comparaison"
        meta={before?.value && fr`${figure(before.value, definition.unit)} ${inPeriod(before.period)}`}
      />
    </div>
  )
}
