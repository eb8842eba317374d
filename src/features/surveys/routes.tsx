import type { Context } from 'hono'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { READERS, SURVEYORS } from './access.ts'
import { answeringRoutes } from './answering-routes.tsx'
import { beginning } from './answers/walking.ts'
import { framingOf, type Menu } from './framing.ts'
import { publicPath } from './inviting/letters.ts'
import { invitingRoutes } from './inviting/routes.tsx'
import { closeSurvey, type Means, openSurvey } from './life.ts'
import { BLANK, MODELS } from './models.ts'
import { AnswerForm, WhatBecomes } from './pages/AnswerPage.tsx'
import { BeginPage } from './pages/BeginPage.tsx'
import { SurveyFrame } from './pages/Frame.tsx'
import { type Framed, listPath, pathOf } from './pages/frame.ts'
import { ListPage } from './pages/ListPage.tsx'
import { ANSWERING } from './pages/SettingsForm.tsx'
import { ClosePage, SurveyPage } from './pages/SurveyPage.tsx'
import { questionRoutes } from './questionnaire/routes.tsx'
import { followedOf, listSurveys, surveyById, type Told } from './reading.ts'
import { resultRoutes } from './results/routes.tsx'
import { idIn, pageIn, revisionIn } from './sent.ts'
import { beginSurvey, copySurvey, readSettings, removeDraft, type Settings, setSurvey } from './writing.ts'

/** Where surveys are. */
export interface SurveySite extends Means {
  /** The address of the site, without a final slash. */
  publicUrl: string
  menu?: Menu
}

const ONE = '/enquetes/:id'

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  reglages: 'Les réglages sont enregistrés.',
  ouverte: 'L’enquête est ouverte.',
  close: 'L’enquête est close : ses résultats sont complets.',
  copiee: 'Voici la copie : relisez-la, puis ouvrez-la. Ses résultats se compareront à ceux de l’enquête d’avant.',
  supprimee: 'Le brouillon est supprimé.',
}

const NEW: Settings = {
  title: '',
  audience: 'agents',
  anonymous: true,
  byLink: true,
  roles: [],
  opensOn: null,
  closesOn: null,
}
const ROLES = ANSWERING.map(([role]) => role)

/** The settings that were typed, however wrong, to be shown again. */
const typedSettings = (sent: Readonly<Record<string, unknown>>): Settings => {
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(String(sent[name])) ? String(sent[name]) : null)
  const safe = readSettings({ ...sent, titre: 'x', debut: null, fin: null }, ROLES)
  return { ...safe, title: String(sent['titre'] ?? '').slice(0, 300), opensOn: day('debut'), closesOn: day('fin') }
}

/** The surveys of an organisation: preparing, opening, following, closing them; answering them; their results. */
export function surveyRoutes({ db, jobs, publicUrl, menu }: SurveySite): Route<Visitor>[] {
  const framing = framingOf(db, menu)
  const framed = async (c: Context, actor: Actor): Promise<Framed> => ({
    ...(await framing.framed(actor)),
    done: DONE[c.req.query('fait') ?? ''],
  })
  const told = (actor: Actor, id: string): Promise<Told | null> =>
    db.as(scopeOf(actor), trx => surveyById(trx, actor.membership.organisation.id, id))

  async function one(c: Context, actor: Actor, refusal?: Refusal, given?: Settings) {
    const found = await told(actor, idIn(c))
    if (found === null) return null
    const { survey } = found
    const followed = await db.as(scopeOf(actor), trx => followedOf(trx, actor.membership.organisation.id, survey.id))
    const answers = allows({ words: '', roles: survey.roles }, actor.membership.roles)
    return (
      <SurveyPage
        {...(await framed(c, actor))}
        {...{ survey, followed, answers, refusal, given }}
        address={publicUrl + publicPath(survey.link)}
      />
    )
  }

  /** Does something to a survey, then leads where it says; refused, shows the survey with why. */
  const does = (path: string, act: (actor: Actor, id: string, sent: Record<string, unknown>) => Promise<string>) =>
    forMembers('post', `${ONE}/${path}`, SURVEYORS, async (c, actor) => {
      if ((await told(actor, idIn(c))) === null) return c.notFound()
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => thenGo(c, await act(actor, idIn(c), sent)),
        async refusal => (await one(c, actor, refusal, path === 'reglages' ? typedSettings(sent) : undefined)) ?? '',
      )
    })
  const at = (actor: Actor, id: string, done: string) => `${pathOf(actor, { id })}?fait=${done}`

  const begin = async (c: Context, actor: Actor, given: Settings, model: string, refusal?: Refusal) => (
    <BeginPage {...(await framed(c, actor))} {...{ given, model, refusal }} />
  )

  return [
    // Before what has an id in its address.
    ...answeringRoutes(db, framing),
    forMembers('get', '/enquetes', READERS, async (c, actor) => {
      const page = pageIn(c) ?? 1
      const found = await db.as(scopeOf(actor), trx => listSurveys(trx, actor, page))
      return c.html(<ListPage {...(await framed(c, actor))} {...found} page={page} />)
    }),
    forMembers('get', '/enquetes/nouvelle', SURVEYORS, async (c, actor) => {
      const model = MODELS.find(({ key }) => key === c.req.query('modele')) ?? MODELS[0]
      return c.html(
        await begin(
          c,
          actor,
          { ...NEW, audience: model?.audience ?? 'agents', title: model?.title ?? '' },
          model?.key ?? '',
        ),
      )
    }),
    forMembers('post', '/enquetes/nouvelle', SURVEYORS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const model = MODELS.find(({ key }) => key === sent['modele'])
      return submitted(
        c,
        async () => {
          const id = await beginSurvey(db, actor, readSettings(sent, ROLES), model?.questionnaire ?? BLANK)
          return thenGo(c, `${pathOf(actor, { id })}/questions`)
        },
        refusal => begin(c, actor, typedSettings(sent), model?.key ?? '', refusal),
      )
    }),
    forMembers('get', ONE, READERS, async (c, actor) => {
      const page = await one(c, actor)
      return page === null ? c.notFound() : c.html(page)
    }),
    forMembers('get', `${ONE}/apercu`, READERS, async (c, actor) => {
      const found = await told(actor, idIn(c))
      if (found === null) return c.notFound()
      const { survey } = found
      const whole = { ...beginning(survey.questionnaire), sections: survey.questionnaire.sections, pages: 1 }
      return c.html(
        <SurveyFrame
          {...(await framed(c, actor))}
          survey={survey}
          tab="questions"
          title="Le questionnaire"
          lede="Toutes les questions, celles qui dépendent d’une réponse comprises. Rien n’est enregistré ici."
        >
          {' '}
          <WhatBecomes survey={survey} organisation={actor.membership.organisation.name} />
          <AnswerForm survey={survey} standing={whole} typed={new Map()} action={null} />
        </SurveyFrame>,
      )
    }),
    forMembers('get', `${ONE}/cloture`, SURVEYORS, async (c, actor) => {
      const found = await told(actor, idIn(c))
      return found?.survey.state === 'open'
        ? c.html(<ClosePage {...(await framed(c, actor))} survey={found.survey} />)
        : c.notFound()
    }),
    does('reglages', async (actor, id, sent) => {
      await setSurvey(db, actor, id, readSettings(sent, ROLES), revisionIn(sent) ?? -1)
      return at(actor, id, 'reglages')
    }),
    does('ouverture', async (actor, id) => {
      await openSurvey({ db, jobs }, actor, id)
      return at(actor, id, 'ouverte')
    }),
    does('cloture', async (actor, id) => {
      await closeSurvey(db, actor, id)
      return at(actor, id, 'close')
    }),
    does('copie', async (actor, id) => at(actor, await copySurvey(db, actor, id), 'copiee')),
    does('suppression', async (actor, id) => {
      await removeDraft(db, actor, id)
      return `${listPath(actor)}?fait=supprimee`
    }),
    ...questionRoutes(db, framing),
    ...invitingRoutes({ db, jobs }, framing),
    ...resultRoutes(db, framing),
  ]
}
