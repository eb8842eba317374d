import { z } from 'zod'
import { allows, forMembers, type Visitor } from '#features/organisations'
import {
  baseOf,
  flat,
  LEADERS,
  mayWrite,
  ONE,
  outlineOf,
  pageReader,
  READERS,
  type SchemeSite,
  shown,
  type Verifier,
} from '#features/scheme'
import type { Measure } from '#kernel'
import type { Route } from '#platform/http'
import { lintScheme } from './reading.ts'
import { checkIn, tally, VerificationPage } from './VerificationPage.tsx'

const pageIn = z.coerce.number().int().min(1).max(10_000).catch(1)
/** Reading a larger scheme over takes longer than a line on another page may. */
const SUMMED = 150

/** What a scheme is told of by who reads it over: what blocks its adoption, and a line that leads to all of it. */
export const verifierOf = (measures: readonly Measure[]): Verifier => ({
  async blocking(trx, actor, scheme) {
    const findings = await lintScheme(trx, actor, scheme, { measures })
    return findings.flatMap(({ level, message }) => (level === 'blocking' ? [message] : []))
  },
  async summary(trx, actor, scheme) {
    const indicators = flat(await outlineOf(trx, scheme.id)).filter(({ kind }) => kind === 'indicator')
    const found = indicators.length > SUMMED ? [] : tally(await lintScheme(trx, actor, scheme, { measures }))
    const words = found.map(one => one.words).join(', ')
    return <a href={`${baseOf(actor, scheme)}/verification`}>Vérification{words && `\u00a0: ${words}`}</a>
  },
})

/** What reading a scheme over finds. */
export function linterRoutes(site: SchemeSite): Route<Visitor>[] {
  const reading = pageReader(site)
  return [
    forMembers('get', `${ONE}/verification`, READERS, (c, actor) =>
      shown(
        c,
        reading(c, actor, async (trx, framed) => (
          <VerificationPage
            {...framed}
            findings={await lintScheme(trx, actor, framed.scheme, { measures: site.measures ?? [] })}
            only={checkIn(c.req.query('controle'))}
            page={pageIn.parse(c.req.query('page'))}
            writes={mayWrite(actor, framed.scheme)}
            names={allows(LEADERS, actor.membership.roles)}
          />
        )),
      ),
    ),
  ]
}
