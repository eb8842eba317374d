import type { Definition } from '#features/scheme'
import { Missing } from '#ui'
import { figure } from '../figures.ts'
import type { Value } from '../values/values.ts'
import { inWords } from './words.ts'

/** A value in a cell of a table: its figure, and the two that it divides. */
export const FigureCell = ({ definition, value }: { definition: Definition; value: Value }) => (
  <>
    {inWords(definition, value) ?? <Missing />}
    {value.numerator !== null && value.denominator !== null && (
      <small>
        {figure(value.numerator, '')} sur {figure(value.denominator, '')}
      </small>
    )}
  </>
)
