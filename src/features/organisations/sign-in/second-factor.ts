import { type Kysely, sql } from 'kysely'
import type { Database, Tables } from '#platform/db'
import { refuse } from '../labels.ts'
import { foldEmail } from '../organisations.ts'
import { COOKIES, type Person } from '../people.ts'
import { attempt, WINDOW } from './attempts.ts'
import type { Identity } from './identity.ts'
import { type Cookies, refused } from './library.ts'

/** Where a person stands with the second factor. */
export interface SecondFactorState {
  on: boolean
  /** Whether there is a password for it to come after: who signs in by a provider only has none. */
  password: boolean
  /** The `otpauth:` address of a key that awaits its first code, in the browser that asked for it. */
  key: string | null
  /** How many recovery codes have not served. */
  recoveryCodes: number
}

/** A code of an application changes every thirty seconds and is right for ninety: used ones are remembered a little longer. */
const REMEMBERED = '5 minutes'

/** How a code was typed: six digits from an application, or ten signs of a recovery code, whatever stands between them. */
export function readCode(typed: string): { kind: 'application' | 'recovery'; code: string } {
  const signs = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (/^\d{6}$/.test(signs)) return { kind: 'application', code: signs }
  return { kind: 'recovery', code: `${signs.slice(0, 5)}-${signs.slice(5)}` }
}

/** The code asked for after the password: turning it on and off, and signing in with it. */
export class SecondFactor {
  private readonly db: Database
  private readonly api: () => Promise<Identity['api']>

  constructor(db: Database, api: () => Promise<Identity['api']>) {
    this.db = db
    this.api = api
  }

  isOn({ id }: Pick<Person, 'id'>): Promise<boolean> {
    return hasSecondFactor(this.db.identity, id)
  }

  async state(visitor: Person, headers: Headers): Promise<SecondFactorState> {
    const api = await this.api()
    const on = await this.isOn(visitor)
    const key = on ? null : await api.keptKey({ body: { personId: visitor.id }, headers })
    const { rows } = await sql<{ password: boolean }>`
      select exists (select from credential where person_id = ${visitor.id} and password is not null) as password`.execute(
      this.db.identity,
    )
    return {
      on,
      password: rows[0]?.password === true,
      key: key?.address ?? null,
      recoveryCodes: on ? (await this.recoveryCodes(visitor)).length : 0,
    }
  }

  /**
   * Makes a key, which serves once a code has confirmed it; one made before and never confirmed is forgotten.
   * @throws Refusal `password-wrong`, `second-factor-on`, `too-many-attempts`
   */
  start(visitor: Person, password: string, place: string, headers: Headers): Promise<Cookies> {
    return this.attempt(visitor.id, place, async api => {
      const made = await api
        .enableTwoFactor({ body: { password }, headers })
        .catch(error =>
          refused(error, code => refuse(code === 'TOTP_ALREADY_ENABLED' ? 'second-factor-on' : 'password-wrong')),
        )
      if (made.method !== 'totp') throw new Error('the sign-in library made no key')
      const body = { personId: visitor.id, address: made.totpURI }
      return (await api.keepKey({ body, returnHeaders: true })).headers.getSetCookie()
    })
  }

  /**
   * Turns it on with a first code.
   * @returns the recovery codes, which nobody shows again
   * @throws Refusal `second-factor-started-over`, `code-refused`, `too-many-attempts`
   */
  confirm(
    visitor: Person,
    typed: string,
    place: string,
    headers: Headers,
  ): Promise<{ cookies: Cookies; codes: string[] }> {
    return this.attempt(visitor.id, place, async api => {
      const key = await api.keptKey({ body: { personId: visitor.id }, headers })
      if (key === null || (await this.isOn(visitor))) return refuse('second-factor-started-over')
      const { kind, code } = readCode(typed)
      if (kind !== 'application') return refuse('code-refused')
      const opened = await this.once(visitor.id, code, () =>
        api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
      )
      const forgotten = await api.forgetKey({ returnHeaders: true })
      return {
        cookies: [...opened.headers.getSetCookie(), ...forgotten.headers.getSetCookie()],
        codes: await this.recoveryCodes(visitor),
      }
    })
  }

  /** Other recovery codes: the former ones no longer serve. @throws Refusal `password-wrong`, `code-refused`, `too-many-attempts` */
  renewCodes(visitor: Person, password: string, typed: string, place: string, headers: Headers): Promise<string[]> {
    return this.attempt(visitor.id, place, async api => {
      await this.prove(visitor, password, typed, headers)
      return (await api.generateBackupCodes({ body: { password }, headers })).backupCodes
    })
  }

  /** Turns it off. @throws Refusal `password-wrong`, `code-refused`, `too-many-attempts` */
  turnOff(visitor: Person, password: string, typed: string, place: string, headers: Headers): Promise<Cookies> {
    return this.attempt(visitor.id, place, async api => {
      await this.prove(visitor, password, typed, headers)
      const { headers: answered } = await api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })
      return answered.getSetCookie()
    })
  }

  /** Whether a right password was given from this browser, less than ten minutes ago, and a code must follow. */
  async isAwaited(headers: Headers): Promise<boolean> {
    if (!headers.get('cookie')?.includes(`${COOKIES}.`)) return false
    return (await (await this.api()).awaitedPerson({ headers })) !== null
  }

  /**
   * Opens the session that the password has prepared.
   * @throws Refusal `second-factor-expired` when the password must be given again; `code-refused`, `too-many-attempts`
   */
  async signIn(typed: string, place: string, headers: Headers): Promise<Cookies> {
    const awaited = await (await this.api()).awaitedPerson({ headers })
    if (awaited === null) return refuse('second-factor-expired')
    return this.attempt(awaited.personId, place, async api => {
      const { kind, code } = readCode(typed)
      const request = { body: { code }, headers: withoutSession(headers), returnHeaders: true } as const
      const opened =
        kind === 'application'
          ? await this.once(awaited.personId, code, () => api.verifyTOTP(request))
          : await api.verifyBackupCode(request).catch(error => refused(error, sayOfCode))
      return opened.headers.getSetCookie()
    })
  }

  /** Takes it away from someone who has lost everything, for the operator. @returns whether there was one @throws Refusal `person-unknown` */
  async remove(address: string): Promise<boolean> {
    const email = foldEmail(address)
    const { rows } = await sql<{ had: boolean }>`
      with gone as (
        delete from second_factor where person_id = (select id from person where email = ${email}) returning confirmed
      )
      update person set second_factor = false where email = ${email}
      returning exists (select from gone where confirmed) as had`.execute(this.db.identity)
    return rows[0] === undefined ? refuse('person-unknown', { email }) : rows[0].had
  }

  /** Counted apart from passwords: a right password must not forgive wrong codes. */
  private async attempt<T>(personId: string, place: string, prove: (api: Identity['api']) => Promise<T>): Promise<T> {
    const api = await this.api()
    return attempt(this.db.identity, { address: `second-factor ${personId}`, place }, () => prove(api))
  }

  private async prove(visitor: Person, password: string, typed: string, headers: Headers): Promise<void> {
    const api = await this.api()
    await api
      .verifyPassword({ body: { password }, headers })
      .catch(error => refused(error, () => refuse('password-wrong')))
    const { kind, code } = readCode(typed)
    if (kind === 'application') await this.once(visitor.id, code, () => api.verifyTOTP({ body: { code }, headers }))
    else
      await api
        .verifyBackupCode({ body: { code, disableSession: true }, headers })
        .catch(error => refused(error, sayOfCode))
  }

  /** The library takes a right code as often as it is given: here it is taken before it is looked at, so that of two at once one is refused. */
  private async once<T>(personId: string, code: string, verify: () => Promise<T>): Promise<T> {
    const { rows } = await sql`
      insert into second_factor_use as used (person_id, code, used_at) values (${personId}, ${code}, now())
      on conflict (person_id, code) do update set used_at = now()
        where used.used_at < now() - ${REMEMBERED}::interval
      returning code`.execute(this.db.identity)
    if (rows.length === 0) return refuse('code-refused')
    try {
      const verified = await verify()
      await sql`
        delete from second_factor_use
        where person_id = ${personId} and used_at < now() - ${REMEMBERED}::interval`.execute(this.db.identity)
      return verified
    } catch (error) {
      await sql`delete from second_factor_use where person_id = ${personId} and code = ${code}`.execute(
        this.db.identity,
      )
      return refused(error, sayOfCode)
    }
  }

  private async recoveryCodes({ id }: Person): Promise<string[]> {
    return (await (await this.api()).viewBackupCodes({ body: { userId: id } })).backupCodes
  }
}

function sayOfCode(code: string): never {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return refuse('too-many-attempts', { minutes: WINDOW })
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code.startsWith('TOO_MANY_ATTEMPTS'))
    return refuse('second-factor-expired')
  return refuse('code-refused')
}

/** A session of somebody else in the same browser must not be taken for the one to open. */
function withoutSession(headers: Headers): Headers {
  const cookies = (headers.get('cookie') ?? '').split(/; */)
  const kept = new Headers(headers)
  kept.set('cookie', cookies.filter(cookie => !cookie.includes(`${COOKIES}.session_`)).join('; '))
  return kept
}

declare module '#platform/db' {
  interface Tables {
    second_factor: { id: string; person_id: string; confirmed: boolean }
  }
}

/** Whether somebody turned a second factor on: they are asked for it whatever they do, and no link alone speaks for them. */
export async function hasSecondFactor(identity: Kysely<Tables>, personId: string): Promise<boolean> {
  const found = await identity
    .selectFrom('second_factor')
    .select('id')
    .where('person_id', '=', personId)
    .where('confirmed', '=', true)
    .executeTakeFirst()
  return found !== undefined
}
