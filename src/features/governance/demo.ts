import {
  acceptInMeetings,
  answerOrientation,
  bodiesOf,
  casesOf,
  giveOrientation,
  meetingsOf,
  orientationsOf,
  setChain,
  submitCase,
} from '#features/bodies'
import { type Actor, scopeOf } from '#features/organisations'
import { findScheme, frozenTexts, inForce } from '#features/scheme'
import { parisDay, parisInstant } from '#kernel'
import type { Database } from '#platform/db'
import { actionChanges } from './changes.ts'
import { SCHEME_MATTERS, schemePlaces, scopeOfScheme } from './governance.ts'
import { ofAction, ofText } from './submitting.ts'

const CODE = 'vallonne-2022'
/** The action that entered on the way, and what led to it. */
const ADDED = 'egalite'
const ORIENTED = '2022-12-06'
const WRITTEN = '2023-04-18'
const CHAINS = { action: ['working-group', 'technical', 'political'], text: ['assembly'] } as const

/**
 * Says who validates what of the example's scheme, what its technical body asked to write, and what became of it: the action that was added, and
 * the text, accepted in the meetings that its bodies held. What is there already stays as it is.
 * @param actor who leads the scheme in the department that does not exist, whose bodies have met
 */
export async function governExample(db: Database, actor: Actor): Promise<void> {
  const found = await db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, CODE)
    if (scheme === null) return null
    const adopted = inForce(scheme)
    if (!adopted?.sha256) return null
    const text = (await frozenTexts(trx, scheme, [adopted.number])).get(adopted.number)
    const bodies = new Map((await bodiesOf(trx, actor)).map(({ kind, id }) => [kind, id]))
    const technical = bodies.get('technical')
    const group = bodies.get('working-group')
    if (text === undefined || technical === undefined || group === undefined) return null
    const meeting = (await meetingsOf(trx, actor, technical)).find(({ startsAt }) => parisDay(startsAt) === ORIENTED)
    const scope = scopeOfScheme(scheme)
    const asked = await casesOf(trx, actor, { scope })
    const oriented = (await orientationsOf(trx, actor, { scope })).length > 0
    const version = { number: adopted.number, sha256: adopted.sha256 }
    return { scheme, scope, text, version, bodies, technical, group, meeting, asked, oriented }
  })
  if (found === null) return
  const { scheme, scope, text, version, bodies, technical, group, meeting, asked, oriented } = found
  for (const [matter, kinds] of Object.entries(CHAINS))
    await setChain(db, actor, { scope, matter, bodies: kinds.flatMap(kind => bodies.get(kind) ?? []) })

  if (!oriented && meeting) {
    const said = {
      title: 'Ouvrir aux femmes les heures d’insertion',
      words: 'Étudier, avec les structures d’insertion, quelles familles d’achat s’y prêtent, puis écrire la fiche.',
    }
    const where = { scope, matter: 'action', to: group, meeting: meeting.id, due: '2023-06-30' }
    const id = await giveOrientation(db, actor, technical, { ...said, ...where }, schemePlaces)
    const answer = { subjects: [ADDED], answer: '', declines: false }
    await answerOrientation(db, actor, id, answer, SCHEME_MATTERS, parisInstant(WRITTEN, '16:30'))
  }

  const submit = async (matter: keyof typeof CHAINS, of: ReturnType<typeof ofText>, since: string, reason = '') => {
    if (asked.some(one => one.matter === matter)) return
    const at = parisInstant(since, '09:00')
    const id = await db.as(scopeOf(actor, 'submit-case'), trx => submitCase(trx, actor, { ...of, at }))
    await acceptInMeetings(db, actor, id, CHAINS[matter], since, SCHEME_MATTERS, reason)
  }
  const voted = 'Délibération 2022-017\u00a0: 34 voix pour, 6 abstentions.'
  await submit('text', ofText(actor, scheme, version), '2022-01-24', voted)
  const before = { ...text, actions: text.actions.filter(({ key }) => key !== ADDED) }
  const [added] = actionChanges(before, text, [])
  if (added) await submit('action', ofAction(scheme, added), WRITTEN)
}
