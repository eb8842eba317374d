import type { Context } from 'hono'
import { Refusal } from '#kernel'
import { placeOf, publicPage, type Route, submitted, thenGo } from '#platform/http'
import { provenForm, type Visitor } from '../people.ts'
import type { Accounts } from './accounts.ts'
import { backTo, withBack } from './answering.ts'
import { CodePage } from './pages/CodePage.tsx'
import { RecoveryCodesPage } from './pages/RecoveryCodesPage.tsx'
import { type RefusedForm, SecondFactorPage } from './pages/SecondFactorPage.tsx'
import { readCode } from './second-factor.ts'

const PAGE = '/mon-compte/second-facteur'

/** The password must be given again: that is done elsewhere. */
function expired(error: unknown): null {
  if (error instanceof Refusal && error.code === 'second-factor-expired') return null
  throw error
}

/**
 * The code asked for after the password, and one's own second factor.
 * @param proxies how many proxies stand in front of this process
 */
export function secondFactorRoutes(accounts: Accounts, proxies: number): Route<Visitor>[] {
  const { secondFactor } = accounts
  const headersOf = (c: Context) => c.req.raw.headers

  /** A form of one's own page: what it does, or the page again with the reason. */
  const form = (
    path: string,
    about: RefusedForm['about'],
    act: (c: Context, visitor: Visitor, given: { password: string; code: string }, place: string) => Promise<Response>,
  ): Route<Visitor> => ({
    method: 'post',
    path: PAGE + path,
    access: 'signed-in',
    handler: (c, visitor) =>
      submitted(
        c,
        async () => act(c, visitor, provenForm.parse(await c.req.parseBody()), placeOf(c, proxies)),
        async ({ code, message }) => {
          const state = await secondFactor.state(visitor, headersOf(c))
          return <SecondFactorPage state={state} email={visitor.email} refused={{ about, code, message }} />
        },
      ),
  })

  return [
    publicPage('/connexion/code', async c => {
      const back = backTo(c.req.query('retour'))
      if (await secondFactor.isAwaited(headersOf(c))) return c.html(<CodePage back={back} />)
      return c.redirect(withBack('/connexion', back), 303)
    }),
    {
      method: 'post',
      path: '/connexion/code',
      access: 'everyone',
      handler: async c => {
        const { code, retour } = provenForm.parse(await c.req.parseBody())
        const back = backTo(retour)
        const recovery = code !== '' && readCode(code).kind === 'recovery'
        return submitted(
          c,
          async () => {
            const cookies = await secondFactor.signIn(code, placeOf(c, proxies), headersOf(c)).catch(expired)
            return cookies
              ? thenGo(c, back ?? '/organisations', cookies)
              : thenGo(c, withBack('/connexion', back, { fait: 'code-expire' }))
          },
          ({ message }) => <CodePage back={back} refusal={message} recovery={recovery} />,
        )
      },
    },
    {
      method: 'get',
      path: PAGE,
      access: 'signed-in',
      handler: async (c, visitor) => {
        const state = await secondFactor.state(visitor, headersOf(c))
        return c.html(<SecondFactorPage state={state} email={visitor.email} />)
      },
    },
    form('', 'start', async (c, visitor, { password }, place) =>
      thenGo(c, PAGE, await secondFactor.start(visitor, password, place, headersOf(c))),
    ),
    form('/confirmation', 'confirm', async (c, visitor, { code }, place) => {
      const { cookies, codes } = await secondFactor.confirm(visitor, code, place, headersOf(c))
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
      return c.html(<RecoveryCodesPage codes={codes} email={visitor.email} first />)
    }),
    form('/codes', 'renew', async (c, visitor, { password, code }, place) => {
      const codes = await secondFactor.renewCodes(visitor, password, code, place, headersOf(c))
      return c.html(<RecoveryCodesPage codes={codes} email={visitor.email} />)
    }),
    form('/fin', 'turn-off', async (c, visitor, { password, code }, place) => {
      const cookies = await secondFactor.turnOff(visitor, password, code, place, headersOf(c))
      return thenGo(c, '/mon-compte?fait=second-facteur-retire', cookies)
    }),
  ]
}
