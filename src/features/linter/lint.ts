import { CHECKS, type CheckCode } from './catalogue.ts'
import type { Level } from './check.ts'
import { claims } from './checks/claims.ts'
import { definitions } from './checks/definitions.ts'
import { Doubts } from './checks/doubts.ts'
import { law } from './checks/law.ts'
import { steps } from './checks/steps.ts'
import { codes, structure } from './checks/structure.ts'
import { targets } from './checks/targets.ts'
import { twins } from './checks/twins.ts'
import { values } from './checks/values.ts'
import { ofYear, PUBLISHED_WRONG } from './checks/year.ts'
import type { Finding, Raised } from './finding.ts'
import { type Given, Subject } from './subject.ts'

/**
 * All that is found of a scheme, in the order of the catalogue, then of its text. A fault is told once, where it is: nothing that rests on a sum
 * that does not hold is held against anybody.
 *
 * With a year, what is asked is whether the bilan of that year may be published: what is wrong in its figures blocks it; what keeps a text from
 * being adopted no longer does.
 */
export function lint(given: Given): Finding[] {
  const subject = new Subject(given)
  const doubts = new Doubts(subject)
  const raised = [
    ...structure(subject),
    ...codes(subject),
    ...steps(subject),
    ...definitions(subject),
    ...twins(subject),
    ...targets(subject),
    ...doubts.findings,
    ...values(subject, doubts),
    ...claims(subject, doubts),
    ...ofYear(subject),
    ...(given.year === undefined ? law(subject) : []),
  ]
  const rank = new Map(Object.keys(CHECKS).map((code, at) => [code, at]))
  const order = new Map(
    [...given.document.axes, ...given.document.actions, ...given.document.indicators].map(({ key }, at) => [key, at]),
  )
  const place = ({ action, at }: Raised) => order.get(action ?? at ?? '') ?? 0
  return raised
    .toSorted((a, b) => (rank.get(a.code) ?? 0) - (rank.get(b.code) ?? 0) || place(a) - place(b))
    .map(({ code, message, rows = [], action = null, indicator = null, at = null }) => ({
      ...{ code, level: levelOf(code, rows, given.year), action, indicator, at, message, rows },
    }))
}

function levelOf(code: CheckCode, rows: Finding['rows'], year: string | undefined): Level {
  const { level } = CHECKS[code]
  if (year === undefined) return level
  if (PUBLISHED_WRONG.includes(code)) return rows.some(({ label }) => label.includes(year)) ? 'blocking' : level
  return level === 'blocking' && code !== 'year-empty' ? 'to-fix' : level
}
