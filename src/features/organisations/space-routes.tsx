import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Database } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import type { Space } from '#ui'
import { ADMINISTRATORS, allows, forMembers, MEMBERS, scopeOf } from './access.ts'
import { readBelonging, readDirectorate, readInvitation, readSettings, type Sent } from './fields.ts'
import type { Invitations } from './invitations.ts'
import { logoOf } from './logo/logos.ts'
import { logoRoutes } from './logo/routes.ts'
import type { Members } from './members.ts'
import type { Actor } from './organisations.ts'
import type { Refused } from './pages/Belonging.tsx'
import { MemberPage } from './pages/MemberPage.tsx'
import { MembersPage } from './pages/MembersPage.tsx'
import { SettingsPage } from './pages/SettingsPage.tsx'
import type { Visitor } from './people.ts'

/** What a page says was just done, by the word in its address. */
const DONE: Record<string, string> = {
  invitee: 'L’invitation est partie.',
  retiree: 'L’invitation est retirée.',
  roles: 'Les rôles sont enregistrés.',
  fin: 'Cette personne n’est plus membre.',
  reglages: 'Les réglages sont enregistrés.',
  direction: 'La direction est ajoutée.',
  fermee: 'La direction est fermée.',
  logo: 'Le logo est enregistré.',
  'logo-retire': 'Le logo est retiré.',
}

const done = (c: Context) => DONE[c.req.query('fait') ?? '']

/** The id in an address; anything else names nothing. */
export function idIn(c: Context): string {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

/** Members, invitations and settings of an organisation. */
export function spaceRoutes(
  db: Database,
  members: Members,
  invitations: Invitations,
  spaceOf: (actor: Actor, here: string) => Space,
): Route<Visitor>[] {
  const baseOf = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}`
  const membersPage = async (actor: Actor, more: { sent?: Sent; refused?: Refused; done?: string | undefined }) => (
    <MembersPage
      space={spaceOf(actor, `${baseOf(actor)}/membres`)}
      actor={actor}
      members={await members.list(actor)}
      invitations={allows(ADMINISTRATORS, actor.membership.roles) ? await invitations.waiting(actor) : []}
      directorates={await members.directorates(actor)}
      {...more}
    />
  )
  const memberPage = async (actor: Actor, id: string, more: { sent?: Sent; refused?: Refused }) => {
    const member = (await members.list(actor)).find(one => one.id === id && one.endedAt === null)
    return (
      member && (
        <MemberPage
          space={spaceOf(actor, `${baseOf(actor)}/membres`)}
          actor={actor}
          member={member}
          directorates={await members.directorates(actor)}
          {...more}
        />
      )
    )
  }
  const settingsPage = async (
    actor: Actor,
    more: { sent?: Sent; directorate?: Sent; refused?: Refused; done?: string | undefined },
  ) => {
    const { siret, ...now } = await members.settings(actor)
    const logo = await db.as(scopeOf(actor), trx => logoOf(trx, actor))
    const directorates = await members.directorates(actor)
    const space = spaceOf(actor, `${baseOf(actor)}/reglages`)
    return <SettingsPage {...{ space, actor, siret, logo, directorates }} sent={now} {...more} />
  }
  /** A button that acts on one thing of the members' page, or of the settings. */
  const acting = (
    path: string,
    act: (actor: Actor, id: string) => Promise<void>,
    back: string,
    page: (actor: Actor, more: { refused: Refused }) => Promise<Child>,
  ) =>
    forMembers('post', path, ADMINISTRATORS, (c, actor) =>
      submitted(
        c,
        async () => {
          await act(actor, idIn(c))
          return thenGo(c, baseOf(actor) + back)
        },
        refused => page(actor, { refused }),
      ),
    )
  return [
    forMembers('get', '/membres', MEMBERS, async (c, actor) => c.html(await membersPage(actor, { done: done(c) }))),
    forMembers('get', '/membres/:id', ADMINISTRATORS, async (c, actor) => {
      const page = await memberPage(actor, idIn(c), {})
      return page ? c.html(page) : c.notFound()
    }),
    forMembers('post', '/membres/:id', ADMINISTRATORS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          await members.change(actor, idIn(c), readBelonging(sent))
          return thenGo(c, `${baseOf(actor)}/membres?fait=roles`)
        },
        async refused => (await memberPage(actor, idIn(c), { sent, refused })) ?? membersPage(actor, { refused }),
      )
    }),
    forMembers('post', '/depart', MEMBERS, (c, actor) =>
      submitted(
        c,
        async () => {
          await members.leave(actor)
          return thenGo(c, '/organisations')
        },
        refused => membersPage(actor, { refused }),
      ),
    ),
    acting('/membres/:id/fin', (actor, id) => members.end(actor, id), '/membres?fait=fin', membersPage),
    forMembers('post', '/invitations', ADMINISTRATORS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          await invitations.invite(actor, readInvitation(sent))
          return thenGo(c, `${baseOf(actor)}/membres?fait=invitee`)
        },
        refused => membersPage(actor, { sent, refused }),
      )
    }),
    acting(
      '/invitations/:id/renvoi',
      (actor, id) => invitations.renew(actor, id),
      '/membres?fait=invitee',
      membersPage,
    ),
    acting(
      '/invitations/:id/retrait',
      (actor, id) => invitations.withdraw(actor, id),
      '/membres?fait=retiree',
      membersPage,
    ),
    forMembers('get', '/reglages', ADMINISTRATORS, async (c, actor) =>
      c.html(await settingsPage(actor, { done: done(c) })),
    ),
    forMembers('post', '/reglages', ADMINISTRATORS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          await members.describe(actor, readSettings(sent))
          return thenGo(c, `${baseOf(actor)}/reglages?fait=reglages`)
        },
        refused => settingsPage(actor, { sent, refused }),
      )
    }),
    forMembers('post', '/directions', ADMINISTRATORS, async (c, actor) => {
      const directorate = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          await members.openDirectorate(actor, readDirectorate(directorate).name)
          return thenGo(c, `${baseOf(actor)}/reglages?fait=direction`)
        },
        refused => settingsPage(actor, { directorate, refused }),
      )
    }),
    acting(
      '/directions/:id/fermeture',
      (actor, id) => members.closeDirectorate(actor, id),
      '/reglages?fait=fermee',
      settingsPage,
    ),
    ...logoRoutes(db, settingsPage),
  ]
}
