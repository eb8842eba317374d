import { Card, Status } from '#ui'
import type { WarningCode } from '../contracts.ts'
import { warningFix, warningLabel } from './marks.ts'

/** Defects of one record: what is wrong, and what to correct at the source. */
export const WarningList = ({ codes }: { codes: readonly WarningCode[] }) => (
  <Card>
    <ul class="stack">
      {codes.map(code => (
        <li class="stack stack--tight">
          <Status state="warn">{warningLabel(code)}</Status>
          <p class="small">{warningFix(code)}</p>
        </li>
      ))}
    </ul>
  </Card>
)
