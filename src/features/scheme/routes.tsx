import type { Context } from 'hono'
import { z } from 'zod'
import { type View as TalkView, viewOf as talkViewOf } from '#features/discussion'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { LEADERS, PILOTS, READERS } from './access.ts'
import { fileOf } from './exchange/pages/ImportPage.tsx'
import { exchangeRoutes } from './exchange/routes.tsx'
import { buyersOf, offersTo } from './joint/buyers.tsx'
import { jointRoutes } from './joint/routes.tsx'
import { viewOf } from './joint/viewing.tsx'
import { refuse } from './labels.ts'
import { copyOf } from './library/CopyPages.tsx'
import { libraryRoutes } from './library/routes.tsx'
import { eventsOf, sayOfAction, stepsDone } from './life/events.ts'
import { endPilot, namePilot, pilotsOf, possiblePilots } from './life/pilots.ts'
import { saidIn } from './life/sent.ts'
import { coverSent, openDescribed } from './opening.ts'
import { overviewRoutes } from './overview/routes.tsx'
import { ActionPage } from './pages/ActionPage.tsx'
import { CalendarPage } from './pages/CalendarPage.tsx'
import { FollowUpPage } from './pages/FollowUpPage.tsx'
import { NewSchemePage } from './pages/FormPages.tsx'
import { PilotsPage } from './pages/PilotsPage.tsx'
import { baseOf, schemesOf } from './pages/SchemeFrame.tsx'
import { SchemesPage } from './pages/SchemesPage.tsx'
import { orderRoutes } from './reshaping/order-routes.tsx'
import { reshapingRoutes } from './reshaping/routes.tsx'
import { openVersion } from './scheme.ts'
import { listSchemes } from './schemes.ts'
import { severalRoutes } from './several/routes.tsx'
import { aboutPart, talkRoutes, talkUnder } from './talking.tsx'
import { flat, outlineOf } from './text/outline.ts'
import { partOf, wholePart } from './text/parts.ts'
import { publicSchemeRoutes } from './versions/public-routes.tsx'
import { versionRoutes } from './versions/routes.tsx'
import { doneIn, KEY, ONE, type SchemeSite, within } from './within.ts'
import { writingRoutes } from './writing-routes.tsx'

const strings = (sent: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** The schemes of an organisation: their text, and what happens to their actions. */
export function schemeRoutes(site: SchemeSite): Route<Visitor>[] {
  const { db, menu, guests } = site
  const reading = <T,>(actor: Actor, work: (trx: Writer) => Promise<T>) => db.as(scopeOf(actor), work)

  async function sheet(c: Context, actor: Actor) {
    return reading(actor, async trx => {
      const framed = await within(c, trx, actor, menu)
      const found = framed && (await partOf(trx, framed.scheme.id, c.req.param('key') ?? ''))
      if (!framed || found?.part.kind !== 'action') return null
      const { scheme } = framed
      const mine = actor.membership.organisation.id
      const action = wholePart('action', found.part)
      const buyers = await buyersOf(trx, scheme.id)
      // What a buyer's own action has become, it says.
      const of = buyers.find(({ id, siren }) => (action.buyer === null ? id === mine : siren === action.buyer))
      const view = viewOf(actor, buyers, of ?? buyers.find(({ id }) => id === mine) ?? null)
      const [outline, events, people] = [
        await outlineOf(trx, scheme.id),
        await eventsOf(trx, scheme, view.chosen?.id ?? mine, action.key),
        await pilotsOf(trx, scheme, actor, action.key),
      ]
      const branch = flat(outline).find(({ key }) => key === action.key)
      const indicators = branch?.under.filter(({ kind }) => kind === 'indicator') ?? []
      const pilots = allows(PILOTS, actor.membership.roles) && people.some(({ person }) => person === actor.person.id)
      const speaks = (allows(LEADERS, actor.membership.roles) || pilots) && view.own
      return {
        ...framed,
        action,
        above: found.above.map(({ kind, content }) => ({
          kind,
          code: String(content['code'] ?? ''),
          title: String(content['title'] ?? ''),
        })),
        indicators,
        events,
        people: people.map(({ name }) => name),
        figures:
          (await guests?.sheet(
            trx,
            actor,
            scheme,
            indicators.map(one => one.key),
            view,
          )) ?? null,
        writes: speaks && found.part.organisation === mine && openVersion(scheme)?.state === 'draft',
        says: speaks,
        names: allows(LEADERS, actor.membership.roles) && view.own,
        own: view.own,
        owner: buyers.length > 1 ? scheme.buyers.find(({ siren }) => siren === action.buyer)?.name : undefined,
      }
    })
  }

  async function actionPage(c: Context, actor: Actor, view: TalkView) {
    const page = await sheet(c, actor)
    if (page === null) return null
    const about = aboutPart(actor, page.scheme, 'action', page.action)
    return <ActionPage {...page} {...(await talkUnder(site, page, about, view))} />
  }

  const opening = (actor: Actor, sent = {}, refusal?: Refusal) => (
    <NewSchemePage
      actor={actor}
      space={menu?.(actor, schemesOf(actor))}
      sent={sent}
      refused={refusal?.message}
      ways={[
        {
          label: 'Choisir des actions modèles',
          href: `${schemesOf(actor)}/nouveau/modeles`,
          explained:
            'Des actions écrites d’après ce que font de vrais schémas, avec leurs indicateurs : cochez, puis adaptez.',
        },
        {
          label: 'Copier un schéma',
          href: copyOf(actor),
          explained:
            'Un des vôtres, ou un schéma public d’un autre acheteur : son texte, sans ses valeurs ni son suivi.',
        },
        {
          label: 'Importer un fichier',
          href: fileOf(actor),
          explained: 'Votre tableau d’actions ou d’indicateurs (XLSX, ODS, CSV, DOCX), ou un fichier exporté d’ici.',
        },
      ]}
    />
  )

  async function pilots(c: Context, actor: Actor, refusal?: Refusal) {
    const page = await sheet(c, actor)
    if (!page?.own) return refuse(page ? 'others-own' : 'part-unknown')
    const [now, possible] = await reading(actor, async trx => [
      await pilotsOf(trx, page.scheme, actor, page.action.key),
      await possiblePilots(trx, actor),
    ])
    return <PilotsPage {...page} {...{ pilots: now, possible }} refused={refusal?.message} />
  }

  const named = (c: Context, actor: Actor, act: (code: string, key: string) => Promise<void>) => {
    const [code, key] = [c.req.param('code') ?? '', c.req.param('key') ?? '']
    return submitted(
      c,
      async () => {
        await act(code, key)
        return thenGo(c, `${baseOf(actor, { code })}/actions/${key}/pilotes?fait=confie`)
      },
      refusal => pilots(c, actor, refusal),
    )
  }

  return [
    forMembers('get', '/schemas', READERS, async (c, actor) => {
      const schemes = await listSchemes(db, actor)
      const space = menu?.(actor, schemesOf(actor))
      const leads = allows(LEADERS, actor.membership.roles)
      const offers = leads ? await reading(actor, trx => offersTo(trx, actor)) : []
      return c.html(<SchemesPage {...{ actor, space, schemes, offers, leads }} done={doneIn(c)} />)
    }),
    forMembers('get', '/schemas/nouveau', LEADERS, (c, actor) => c.html(opening(actor))),
    forMembers('post', '/schemas/nouveau', LEADERS, async (c, actor) => {
      const sent = coverSent.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          const code = await openDescribed(db, actor, sent)
          return thenGo(c, `${baseOf(actor, { code })}?fait=ouvert`)
        },
        refusal => opening(actor, sent, refusal),
      )
    }),
    forMembers('get', `${ONE}/calendrier`, READERS, async (c, actor) => {
      const page = await reading(actor, async trx => {
        const framed = await within(c, trx, actor, menu)
        return (
          framed && {
            ...framed,
            outline: await outlineOf(trx, framed.scheme.id),
            days: await stepsDone(trx, framed.scheme, actor.membership.organisation.id),
          }
        )
      })
      return page ? c.html(<CalendarPage {...page} />) : c.notFound()
    }),
    forMembers('get', `${ONE}/actions/${KEY}`, READERS, async (c, actor) => {
      const html = await actionPage(c, actor, talkViewOf(c))
      return html ? c.html(html) : c.notFound()
    }),
    ...talkRoutes(site, 'action', actionPage),
    forMembers('get', `${ONE}/actions/${KEY}/suivi`, PILOTS, async (c, actor) => {
      const page = await sheet(c, actor)
      return page?.own ? c.html(<FollowUpPage {...page} sent={{ etape: c.req.query('etape') ?? '' }} />) : c.notFound()
    }),
    forMembers('post', `${ONE}/actions/${KEY}/suivi`, PILOTS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const [code, key] = [c.req.param('code') ?? '', c.req.param('key') ?? '']
      return submitted(
        c,
        async () => {
          await sayOfAction(db, actor, code, key, saidIn(sent))
          return thenGo(c, `${baseOf(actor, { code })}/actions/${key}?fait=dit`)
        },
        async refusal => {
          const page = await sheet(c, actor)
          if (page === null) throw refusal
          return <FollowUpPage {...page} sent={strings(sent)} refused={refusal.message} />
        },
      )
    }),
    forMembers('get', `${ONE}/actions/${KEY}/pilotes`, LEADERS, async (c, actor) => c.html(await pilots(c, actor))),
    forMembers('post', `${ONE}/actions/${KEY}/pilotes`, LEADERS, async (c, actor) => {
      const sent = strings(await fieldsOf(c))
      return named(c, actor, (code, key) => namePilot(db, actor, code, key, sent['membre'] ?? ''))
    }),
    forMembers('post', `${ONE}/actions/${KEY}/pilotes/:id/fin`, LEADERS, (c, actor) => {
      const id = z.uuid().safeParse(c.req.param('id'))
      return id.success ? named(c, actor, (code, key) => endPilot(db, actor, code, key, id.data)) : c.notFound()
    }),
    ...overviewRoutes(site),
    ...severalRoutes(site),
    ...libraryRoutes(site),
    ...exchangeRoutes(site),
    ...writingRoutes(site),
    ...reshapingRoutes(site),
    ...orderRoutes(site),
    ...versionRoutes(site),
    ...jointRoutes(site),
    ...publicSchemeRoutes(site),
  ]
}
