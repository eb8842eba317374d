import type { Context } from 'hono'
import { type Actor, allows, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, submitted } from '#platform/http'
import { LEADERS, PILOTS } from '../access.ts'
import { again, codeIn, pageReader, shown } from '../answering.ts'
import { viewIn } from '../joint/viewing.tsx'
import { refuse } from '../labels.ts'
import { allPilots, possiblePilots } from '../life/pilots.ts'
import { asked, filtered, knownFor } from '../overview/filter.ts'
import { actionsUnder } from '../text/outline.ts'
import { ONE, type SchemeSite } from '../within.ts'
import { ConfirmPage } from './ConfirmPage.tsx'
import { changeActions, knownOf, planOf } from './changing.ts'
import { SeveralPage } from './SeveralPage.tsx'
import { seenIn, type Typed, typedIn } from './sent.ts'
import { type Change, MOST } from './several.ts'

/** Saying where several actions stand, or who pilots them, at once: choosing, reading what will change, confirming. */
export function severalRoutes(site: SchemeSite): Route<Visitor>[] {
  const reading = pageReader(site)

  /** @throws Refusal `pilot-unknown` */
  async function changeIn(trx: Writer, actor: Actor, scheme: { id: string }, typed: Typed): Promise<Change> {
    if (typed.geste === 'etat') return { kind: 'status', status: typed.etat, day: typed.jour, words: typed.mots }
    const people = typed.geste === 'confier' ? await possiblePilots(trx, actor) : await allPilots(trx, scheme, actor)
    const { membership, name } = people.find(one => one.membership === typed.membre) ?? refuse('pilot-unknown')
    return { kind: typed.geste === 'confier' ? 'name' : 'end', membership, name }
  }

  /** The actions that the address asks for as the list of actions does, all of them ticked where it narrows it; all of the scheme where it does not. */
  const choosing = (c: Context, actor: Actor, sent?: Typed, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => {
      const { scheme } = framed
      const view = await viewIn(c, trx, actor, scheme)
      const { outline, words } = filtered(await knownFor(trx, actor, scheme, view), asked.parse(c.req.query()))
      const keys = actionsUnder(outline).map(({ key }) => key)
      const ticked = c.req.queries('action') ?? (words.length > 0 ? keys : [])
      return (
        <SeveralPage
          {...framed}
          known={await knownOf(trx, actor, scheme, new Set(keys))}
          words={words}
          possible={allows(LEADERS, actor.membership.roles) ? await possiblePilots(trx, actor) : null}
          typed={sent ?? typedIn({ action: ticked })}
          refused={refusal?.message}
        />
      )
    })

  return [
    forMembers('get', `${ONE}/plusieurs`, PILOTS, (c, actor) => shown(c, choosing(c, actor))),
    forMembers('post', `${ONE}/plusieurs`, PILOTS, async (c, actor) => {
      const typed = typedIn(await fieldsOf(c))
      return submitted(
        c,
        () =>
          shown(
            c,
            reading(c, actor, async (trx, framed) => {
              const change = await changeIn(trx, actor, framed.scheme, typed)
              const plan = await planOf(trx, actor, framed.scheme, typed.action, change)
              return <ConfirmPage {...framed} {...{ plan, change, typed }} />
            }),
          ),
        refusal => again(choosing(c, actor, typed, refusal), refusal),
      )
    }),
    forMembers('post', `${ONE}/plusieurs/confirmation`, PILOTS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const [typed, seen] = [typedIn(sent), seenIn(sent)]
      return submitted(
        c,
        async () => {
          if (seen.size > MOST) refuse('actions-many', { most: MOST })
          const change = await reading(c, actor, (trx, { scheme }) => changeIn(trx, actor, scheme, typed))
          if (change === null) return c.notFound()
          const plan = await changeActions(site.db, actor, codeIn(c), seen, change)
          return shown(
            c,
            reading(c, actor, async (_, framed) => <ConfirmPage {...framed} {...{ plan, change, typed }} carried />),
          )
        },
        refusal => again(choosing(c, actor, { ...typed, action: [...seen.keys()] }, refusal), refusal),
      )
    }),
  ]
}
