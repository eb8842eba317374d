import { type Matter, setChain, submitCase } from '#features/bodies'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { baseOf, findScheme, LEADERS, type Scheme } from '#features/scheme'
import type { Database, Writer } from '#platform/db'
import { type ActionChange, WHAT_WORDS } from './changes.ts'
import { coded, SCHEME_MATTERS, scopeOfScheme } from './governance.ts'
import { refuse } from './labels.ts'
import { governed } from './reading.ts'

/** The scheme of a code, for whoever leads it. @throws Refusal `role-lost` | `scheme-unknown` | `not-leading` */
async function led(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
  const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
  if (scheme.organisation !== actor.membership.organisation.id) refuse('not-leading')
  return scheme
}

const calledBy = (name: string) => SCHEME_MATTERS.find(matter => matter.name === name)?.label ?? name

/** What a version does to an action, as it is submitted. */
export const ofAction = (
  scheme: Scheme,
  change: Pick<ActionChange, 'key' | 'code' | 'title' | 'what' | 'fingerprint' | 'words'>,
) => ({
  ...{ scope: scopeOfScheme(scheme), matter: 'action', subject: change.key, called: calledBy('action') },
  title: `${coded(change)} : ${WHAT_WORDS[change.what].toLowerCase()}`.slice(0, 300),
  fingerprint: change.fingerprint,
  words: change.words,
})

/** A frozen text, as it is submitted. */
export function ofText(actor: Actor, scheme: Scheme, { number, sha256 }: { number: number; sha256: string }) {
  const at = `${baseOf(actor, scheme)}/versions/${number}`
  return {
    ...{ scope: scopeOfScheme(scheme), matter: 'text', subject: String(number), called: calledBy('text') },
    title: `${scheme.title} : version ${number}`.slice(0, 300),
    fingerprint: sha256,
    words: `Le texte entier, figé, se lit à l’adresse [${at}](${at}).`,
  }
}

/** Says which bodies validate a matter of a scheme. @param matters all that there is to validate of one */
export async function chooseChain(
  db: Database,
  actor: Actor,
  code: string,
  { matter, bodies }: { matter: string; bodies: readonly string[] },
  matters: readonly Matter[],
): Promise<void> {
  if (!matters.some(({ name }) => name === matter)) refuse('matter-unknown')
  const scheme = await db.as(scopeOf(actor), trx => led(trx, actor, code))
  await setChain(db, actor, { scope: scopeOfScheme(scheme), matter, bodies })
}

/**
 * Submits what a version does to an action, as it is written now.
 * @returns the id of the case
 * @throws Refusal `change-unknown` | `change-accepted` | `chain-empty` | `case-pending` | …
 */
export function submitAction(db: Database, actor: Actor, code: string, key: string): Promise<string> {
  return db.as(scopeOf(actor, 'submit-case'), async trx => {
    const scheme = await led(trx, actor, code)
    const { changes } = await governed(trx, actor, scheme)
    const change = changes.find(one => one.key === key) ?? refuse('change-unknown')
    if (change.standing === 'accepted') refuse('change-accepted')
    return submitCase(trx, actor, ofAction(scheme, change))
  })
}

/**
 * Submits the text that waits for its adoption, as it is frozen.
 * @returns the id of the case
 * @throws Refusal `text-open` | `chain-empty` | `case-pending` | …
 */
export function submitText(db: Database, actor: Actor, code: string): Promise<string> {
  return db.as(scopeOf(actor, 'submit-case'), async trx => {
    const scheme = await led(trx, actor, code)
    const { text } = await governed(trx, actor, scheme)
    if (text === null) return refuse('text-open')
    return submitCase(trx, actor, ofText(actor, scheme, text))
  })
}
