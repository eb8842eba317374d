import type { Context } from 'hono'
import { type Actor, forMembers, MEMBERS, type Visitor } from '#features/organisations'
import { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { publicPage, type Route, thenGo } from '#platform/http'
import { typo } from '#ui'
import { SURVEYORS } from './access.ts'
import { answer, type Place, placeOfLink, surveyToAnswer, type Way } from './answers/answering.ts'
import { beginning, walk } from './answers/walking.ts'
import type { Framing } from './framing.ts'
import { publicPath } from './inviting/letters.ts'
import { refuse } from './labels.ts'
import { AnswerEnd, AnswerPage, refusalTitle } from './pages/AnswerPage.tsx'
import { listPath, pathOf } from './pages/frame.ts'
import { PaperPage } from './pages/PaperPage.tsx'
import { idIn, stepIn } from './sent.ts'

/** The address of a survey for everybody, and what follows it for who was invited. */
const LINK = '/enquetes/:link{[A-Za-z0-9_-]{1,80}}'

/** Where somebody answers a survey, how, and where it leads them. */
interface Answering {
  place: Place
  way: Way
  /** Where the form is sent. */
  action: string
  /** Where whoever has answered is told so. */
  thanks: string
  /** The list of surveys, for members. */
  back?: string
  organisation: string
}

/** Finds out who answers: asked for where its refusal is awaited, since one that nobody awaits ends the process. */
type At = () => Promise<Answering> | Answering

/** What answers surveys: for everybody who has an address, for members, and on paper. */
export function answeringRoutes(db: Database, framing: Framing): Route<Visitor>[] {
  /** Who answers at a public address: by the link that they were sent, else by the one for everybody. */
  async function atLink(c: Context): Promise<Answering> {
    const link = c.req.param('link') ?? ''
    const token = c.req.query('jeton')?.slice(0, 200)
    const place = await placeOfLink(db.identity, link)
    if (place === null) return refuse('token-unknown')
    const { name } = await db.identity
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', place.organisation)
      .executeTakeFirstOrThrow()
    const way: Way = token === undefined ? { path: 'link' } : { path: 'invitation', token }
    const here = publicPath(link)
    const action = token === undefined ? here : `${here}?${new URLSearchParams({ jeton: token })}`
    return { place, way, action, thanks: `${here}?fait=oui`, organisation: name }
  }

  function asMember(c: Context, actor: Actor): Answering {
    const { id: organisation, name } = actor.membership.organisation
    const action = `${pathOf(actor, { id: idIn(c) })}/repondre`
    return {
      place: { organisation, id: idIn(c) },
      way: { path: 'role', actor },
      action,
      thanks: `${action}?fait=oui`,
      back: listPath(actor),
      organisation: name,
    }
  }

  /** Says kindly why nothing is answered here. */
  async function kindly(c: Context, at: At, show: (found: Answering) => Promise<Response>) {
    c.header('cache-control', 'no-store')
    const demo = await framing.demo()
    let back: { back?: string } = {}
    try {
      const found = await at()
      if (found.back) back = { back: found.back }
      if (c.req.query('fait') === 'oui') {
        const said = await db.as({ organisation: found.place.organisation, person: null }, trx =>
          framing.thanks(trx, found.place),
        )
        return c.html(
          <AnswerEnd title="Merci de votre réponse" demo={demo} {...back}>
            {said || 'Vos réponses sont enregistrées. Vous pouvez fermer cette page.'}
          </AnswerEnd>,
        )
      }
      return await show(found)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'database-busy') throw error
      const status =
        error.code === 'token-unknown' || error.code === 'survey-unknown' ? 404 : c.req.method === 'GET' ? 200 : 422
      return c.html(
        <AnswerEnd title={refusalTitle(error)} demo={demo} {...back}>
          {typo(error.message)}
        </AnswerEnd>,
        status,
      )
    }
  }

  const asked = (c: Context, at: At) =>
    kindly(c, at, async ({ place, way, action, organisation }) => {
      const survey = await surveyToAnswer(db, place, way)
      const standing = beginning(survey.questionnaire)
      return c.html(
        <AnswerPage {...{ survey, standing, action, organisation }} typed={new Map()} demo={await framing.demo()} />,
      )
    })

  const sent = (c: Context, at: At) =>
    kindly(c, at, async ({ place, way, action, thanks, organisation }) => {
      const survey = await surveyToAnswer(db, place, way)
      const { typed, step } = await stepIn(c)
      const standing = walk(survey.questionnaire, typed, step)
      if (!('end' in standing)) {
        const page = <AnswerPage {...{ survey, standing, typed, action, organisation }} demo={await framing.demo()} />
        return c.html(page, standing.faults.size > 0 ? 422 : 200)
      }
      await answer(db, place, way, typed)
      return thenGo(c, thanks)
    })

  return [
    publicPage(LINK, c => asked(c, () => atLink(c))),
    { method: 'post', path: LINK, access: 'everyone', body: 'long', handler: c => sent(c, () => atLink(c)) },
    forMembers('get', '/enquetes/:id/repondre', MEMBERS, (c, actor) => asked(c, () => asMember(c, actor))),
    forMembers('post', '/enquetes/:id/repondre', MEMBERS, (c, actor) => sent(c, () => asMember(c, actor)), 'long'),
    forMembers('get', '/enquetes/:id/papier', SURVEYORS, async (c, actor) => {
      const { place } = asMember(c, actor)
      const survey = await surveyToAnswer(db, place, { path: 'paper', actor })
      const done = c.req.query('fait') === 'oui' ? 'La réponse est enregistrée. Voici la suivante.' : undefined
      const standing = beginning(survey.questionnaire)
      return c.html(<PaperPage {...(await framing.framed(actor))} {...{ survey, standing, done }} typed={new Map()} />)
    }),
    forMembers(
      'post',
      '/enquetes/:id/papier',
      SURVEYORS,
      async (c, actor) => {
        const { place } = asMember(c, actor)
        const survey = await surveyToAnswer(db, place, { path: 'paper', actor })
        const { typed, step } = await stepIn(c)
        const standing = walk(survey.questionnaire, typed, step)
        if (!('end' in standing))
          return c.html(
            <PaperPage {...(await framing.framed(actor))} {...{ survey, standing, typed }} />,
            standing.faults.size > 0 ? 422 : 200,
          )
        await answer(db, place, { path: 'paper', actor }, typed)
        return thenGo(c, `${pathOf(actor, survey)}/papier?fait=oui`)
      },
      'long',
    ),
  ]
}
