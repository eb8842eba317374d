import type { Context } from 'hono'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { READERS, SURVEYORS } from '../access.ts'
import type { Framing } from '../framing.ts'
import { ConditionPage } from '../pages/ConditionPage.tsx'
import { pathOf } from '../pages/frame.ts'
import { QuestionFormPage } from '../pages/QuestionFormPage.tsx'
import { QuestionsPage } from '../pages/QuestionsPage.tsx'
import { surveyById } from '../reading.ts'
import { idIn, pageIn, revisionIn } from '../sent.ts'
import { changeQuestions } from '../writing.ts'
import { conditionIn, moved, removed, withChange, withQuestion, writtenIn } from './editing.ts'
import { KINDS, type Kind, type Question, type Questionnaire, questionsOf } from './questionnaire.ts'

const AT = '/enquetes/:id/questions'
const OF = `${AT}/:key`
const keyIn = (c: Context) => c.req.param('key') ?? ''
const kindIn = (word: unknown): Kind => KINDS.find(kind => kind === word) ?? 'single'
type Sent = Readonly<Record<string, unknown>>

/** What a survey asks, and what changes it while it is a draft. */
export function questionRoutes(db: Database, framing: Framing): Route<Visitor>[] {
  const read = async (c: Context, actor: Actor) =>
    (await db.as(scopeOf(actor), trx => surveyById(trx, actor.membership.organisation.id, idIn(c))))?.survey ?? null
  const oneIn = (all: Questionnaire, key: string) => questionsOf(all).find(question => question.key === key)

  const list = async (c: Context, actor: Actor, refusal?: Refusal) => {
    const survey = await read(c, actor)
    const done = c.req.query('fait') === 'oui' ? 'C’est enregistré.' : undefined
    const page = pageIn(c)
    const around = c.req.query('autour') ?? keyIn(c)
    return survey && <QuestionsPage {...(await framing.framed(actor))} {...{ survey, refusal, done, page, around }} />
  }
  const form = async (c: Context, actor: Actor, more: { sent?: Sent; refusal?: Refusal } = {}) => {
    const survey = await read(c, actor)
    const key = c.req.param('key')
    const question = key === undefined ? undefined : survey && oneIn(survey.questionnaire, key)
    if (survey?.state !== 'draft' || question === null || (key !== undefined && !question)) return null
    const kind = question?.kind ?? kindIn(more.sent?.['nature'] ?? c.req.query('nature'))
    return <QuestionFormPage {...(await framing.framed(actor))} {...{ survey, question, kind }} {...more} />
  }
  const condition = async (c: Context, actor: Actor, on: string | undefined, refusal?: Refusal) => {
    const survey = await read(c, actor)
    const question = survey && oneIn(survey.questionnaire, keyIn(c))
    return survey?.state === 'draft' && question ? (
      <ConditionPage {...(await framing.framed(actor))} {...{ survey, question, on, refusal }} />
    ) : null
  }
  const shown = async (c: Context, page: Promise<Parameters<Context['html']>[0] | null>) => {
    const html = await page
    return html === null ? c.notFound() : c.html(html)
  }

  /** Changes the questions, then goes back to one of them. */
  const does = (
    path: string,
    change: (all: Questionnaire, sent: Sent, c: Context) => unknown,
    again: (c: Context, actor: Actor, sent: Sent, refusal: Refusal) => ReturnType<typeof list> = (
      c,
      actor,
      _,
      refusal,
    ) => list(c, actor, refusal),
  ) =>
    forMembers('post', path, SURVEYORS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          await changeQuestions(db, actor, idIn(c), all => change(all, sent, c), revisionIn(sent))
          const at = keyIn(c) === '' ? '' : `&autour=${keyIn(c)}#${keyIn(c)}`
          return thenGo(c, `${pathOf(actor, { id: idIn(c) })}/questions?fait=oui${at}`)
        },
        async refusal => (await again(c, actor, sent, refusal)) ?? '',
      )
    })

  const added = (all: Questionnaire, sent: Sent) => {
    const section = String(sent['partie'] ?? '')
    const where = section === '' ? { title: String(sent['titre'] ?? '') } : { section }
    return withQuestion(all, where, writtenIn(kindIn(sent['nature']), sent)).questionnaire
  }
  const changedBy = (all: Questionnaire, sent: Sent, c: Context) => {
    const question: Question | undefined = oneIn(all, keyIn(c))
    return withChange(all, keyIn(c), question ? writtenIn(question.kind, sent, question) : {})
  }
  const worded = (all: Questionnaire, sent: Sent) => ({
    ...all,
    intro: sent['debut'] ?? '',
    thanks: sent['fin'] ?? '',
    sections: all.sections.map(one => ({ ...one, title: sent[`partie.${one.key}`] ?? one.title })),
  })

  return [
    forMembers('get', AT, READERS, (c, actor) => shown(c, list(c, actor))),
    forMembers('get', `${AT}/nouvelle`, SURVEYORS, (c, actor) => shown(c, form(c, actor))),
    does(`${AT}/nouvelle`, added, (c, actor, sent, refusal) => form(c, actor, { sent, refusal })),
    does(AT.replace('/questions', '/textes'), worded),
    forMembers('get', OF, SURVEYORS, (c, actor) => shown(c, form(c, actor))),
    does(OF, changedBy, (c, actor, sent, refusal) => form(c, actor, { sent, refusal })),
    forMembers('get', `${OF}/condition`, SURVEYORS, (c, actor) => shown(c, condition(c, actor, c.req.query('sur')))),
    does(
      `${OF}/condition`,
      (all, sent, c) =>
        withChange(all, keyIn(c), { shownIf: conditionIn(oneIn(all, String(sent['sur'] ?? '')), sent) }),
      (c, actor, sent, refusal) => condition(c, actor, String(sent['sur'] ?? ''), refusal),
    ),
    does(`${OF}/montee`, (all, _, c) => moved(all, keyIn(c), -1)),
    does(`${OF}/descente`, (all, _, c) => moved(all, keyIn(c), 1)),
    does(`${OF}/retrait`, (all, _, c) => removed(all, keyIn(c))),
  ]
}
