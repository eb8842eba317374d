import type { Context } from 'hono'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { parisDay, type Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { ORGANISERS, READERS } from '../access.ts'
import { meetingsOf } from '../meetings/reading.ts'
import type { Framed } from '../pages/BodyFrame.tsx'
import { bodiesOf } from '../seats/reading.ts'
import { type BodySite, bodiesPath, idIn } from '../within.ts'
import { answerOrientation, mayAnswer, takeUp, writableIn } from './answering.ts'
import { giveOrientation, readOrientation } from './giving.ts'
import { refuse } from './labels.ts'
import { isOwed } from './orientations.ts'
import { GivingPage } from './pages/GivingPage.tsx'
import { OrientationPage } from './pages/OrientationPage.tsx'
import { casesFrom, orientationsOf } from './reading.ts'
import { ALL, doneIn, ORIENTATION, orientationPath } from './within.ts'

interface Refused {
  sent?: Sent
  refusal?: Refusal
}
const several = (sent: Sent, name: string): string[] => [sent[name] ?? []].flat().map(String)

/** What bodies ask others to write: giving it, reading it, answering it. */
export function orientationRoutes(site: BodySite): Route<Visitor>[] {
  const { db, menu, matters = [], places = async () => new Map() } = site
  const framed = (c: Context, actor: Actor, more: Refused = {}): Framed => ({
    actor,
    space: menu?.(actor, bodiesPath(actor)),
    done: doneIn(c),
    ...more,
  })
  const giving = (c: Context, actor: Actor, more?: Refused) =>
    db.as(scopeOf(actor), async trx => {
      const bodies = await bodiesOf(trx, actor)
      const body = bodies.find(({ id, open }) => open && id === idIn(c, 'body'))
      if (body === undefined) return null
      return (
        <GivingPage
          {...framed(c, actor, more)}
          {...{ body, bodies, matters: matters.filter(({ written }) => written !== undefined) }}
          places={await places(trx, actor)}
          meetings={(await meetingsOf(trx, actor, body.id)).filter(
            ({ state, startsAt }) => state !== 'cancelled' && startsAt <= new Date(),
          )}
          scope={c.req.query('de') ?? ''}
        />
      )
    })
  /** The orientation of an address, which the body of that address gave. */
  const found = async (trx: Writer, c: Context, actor: Actor) =>
    (await orientationsOf(trx, actor, { id: idIn(c, 'orientation') })).find(({ by }) => by === idIn(c, 'body'))
  const page = (c: Context, actor: Actor, more?: Refused) =>
    db.as(scopeOf(actor), async trx => {
      const orientation = await found(trx, c, actor)
      if (orientation === undefined) return null
      const answers = isOwed(orientation) && (await mayAnswer(trx, actor, orientation))
      const meetings = orientation.meeting ? await meetingsOf(trx, actor, orientation.by) : []
      return (
        <OrientationPage
          {...framed(c, actor, more)}
          {...{ orientation, matters, answers, today: parisDay(new Date()) }}
          bodies={await bodiesOf(trx, actor)}
          place={(await places(trx, actor)).get(orientation.scope) ?? null}
          meeting={meetings.find(({ id }) => id === orientation.meeting) ?? null}
          cases={await casesFrom(trx, actor, orientation)}
          writable={answers ? await writableIn(trx, actor, orientation, matters) : []}
        />
      )
    })
  const shown = (drawn: typeof page) => async (c: Context, actor: Actor) => {
    const html = await drawn(c, actor)
    return html ? c.html(html) : c.notFound()
  }
  /** What a form of an orientation does, then its page. @param act what was done, by the word that the address says it by */
  const acting =
    (act: (actor: Actor, id: string, sent: Sent) => Promise<string>) => async (c: Context, actor: Actor) => {
      const [id, sent] = [idIn(c, 'orientation'), await fieldsOf(c)]
      return submitted(
        c,
        async () => {
          const done = await act(actor, id, sent)
          return thenGo(c, `${orientationPath(actor, { id, by: idIn(c, 'body') })}?fait=${done}`)
        },
        async refusal => (await page(c, actor, { sent, refusal })) ?? refuse('orientation-unknown'),
      )
    }
  const answering = (declines: boolean) =>
    acting(async (actor, id, sent) => {
      const answer = typeof sent['mots'] === 'string' ? sent['mots'] : ''
      await answerOrientation(db, actor, id, { subjects: several(sent, 'ecrit'), answer, declines }, matters)
      return declines ? 'sans-suite' : 'suivie'
    })
  return [
    forMembers('get', `${ALL}/nouvelle`, ORGANISERS, shown(giving)),
    forMembers('post', `${ALL}/nouvelle`, ORGANISERS, async (c, actor) => {
      const [by, sent] = [idIn(c, 'body'), await fieldsOf(c)]
      return submitted(
        c,
        async () => {
          const id = await giveOrientation(db, actor, by, readOrientation(sent), places)
          return thenGo(c, `${orientationPath(actor, { id, by })}?fait=donnee`)
        },
        async refusal => (await giving(c, actor, { sent, refusal })) ?? refuse('orientation-body'),
      )
    }),
    forMembers('get', ORIENTATION, READERS, shown(page)),
    forMembers(
      'post',
      `${ORIENTATION}/prise-en-charge`,
      READERS,
      acting(async (actor, id) => {
        await takeUp(db, actor, id)
        return 'prise'
      }),
    ),
    forMembers('post', `${ORIENTATION}/suite`, READERS, answering(false)),
    forMembers('post', `${ORIENTATION}/sans-suite`, READERS, answering(true)),
  ]
}
