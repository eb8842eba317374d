import { readFileSync } from 'node:fs'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { programFile } from '#platform/files'
import type { SchemeDocument } from './document/document.ts'
import { trustedDocument } from './document/reading.ts'
import { bringIn, type ValueKeeper } from './exchange/exchanging.ts'
import { offersTo } from './joint/buyers.tsx'
import { answerOffer, inviteBuyer } from './joint/joining.ts'
import { type Saying, sayOfAction, statusesOf } from './life/events.ts'
import { namePilot, possiblePilots } from './life/pilots.ts'
import { findScheme } from './schemes.ts'
import { publishScheme } from './versions/publishing.ts'

/** The schemes of the example: a real one, told from what was published of it, and that of the department that does not exist. */
export const EXAMPLE_SCHEMES = ['pas-de-calais-2017', 'vallonne-2022'] as const

/** A scheme of the example, as a document. */
export const exampleScheme = (code: (typeof EXAMPLE_SCHEMES)[number]): SchemeDocument =>
  trustedDocument(JSON.parse(readFileSync(programFile(`demo/${code}.json`), 'utf8')))

/** What was said of some actions of the department that does not exist. */
const SAID: readonly [action: string, said: Saying][] = [
  ['imprimer-moins', { kind: 'status', day: '2024-01-15', status: 'ongoing', words: '' }],
  ['energie-des-batiments', { kind: 'status', day: '2022-03-01', status: 'ongoing', words: '' }],
  ['numerique-sobre', { kind: 'status', day: '2025-11-30', status: 'done', words: 'Les deux étapes sont faites.' }],
  ['mobilier-en-reserve', { kind: 'status', day: '2022-11-02', status: 'ongoing', words: '' }],
  ['routes-recyclees', { kind: 'status', day: '2022-07-04', status: 'ongoing', words: '' }],
  [
    'bourse-aux-terres',
    {
      kind: 'status',
      day: '2024-10-07',
      status: 'late',
      words: 'Le recensement des chantiers a pris un an de plus que prévu\u00a0: deux communes n’ont pas répondu.',
    },
  ],
  [
    'bourse-aux-terres',
    {
      kind: 'note',
      day: '2025-04-18',
      words: 'Un premier échange de terres a eu lieu entre deux chantiers de voirie.',
    },
  ],
  ['cantines', { kind: 'status', day: '2022-09-01', status: 'ongoing', words: '' }],
  ['restes-de-cantine', { kind: 'status', day: '2022-06-15', status: 'ongoing', words: '' }],
  ['flotte', { kind: 'status', day: '2022-10-01', status: 'ongoing', words: '' }],
  ['clauses-sociales', { kind: 'status', day: '2022-05-01', status: 'ongoing', words: '' }],
  ['parcours', { kind: 'status', day: '2023-01-10', status: 'ongoing', words: '' }],
  ['marches-reserves', { kind: 'status', day: '2022-11-01', status: 'ongoing', words: '' }],
  ['secteur-adapte', { kind: 'status', day: '2022-10-03', status: 'ongoing', words: '' }],
  ['rencontre-solidaire', { kind: 'status', day: '2022-11-20', status: 'ongoing', words: '' }],
  ['egalite', { kind: 'status', day: '2024-02-12', status: 'to-start', words: '' }],
  ['nettoyage-de-jour', { kind: 'status', day: '2024-09-30', status: 'done', words: '' }],
  ['payer-vite', { kind: 'status', day: '2022-07-01', status: 'ongoing', words: '' }],
  ['sourcage', { kind: 'status', day: '2022-12-31', status: 'ongoing', words: '' }],
  [
    'guide-des-achats',
    { kind: 'status', day: '2025-12-31', status: 'late', words: 'La refonte du guide n’a pas commencé.' },
  ],
]

/** The actions that the example's pilot of actions is given; who leads follows the others. */
const PILOTED = ['imprimer-moins', 'energie-des-batiments', 'flotte', 'guide-des-achats']

async function givePilots(db: Database, actor: Actor, code: string): Promise<void> {
  const [first] = await db.as(scopeOf(actor), trx => possiblePilots(trx, actor))
  if (first === undefined) return
  for (const action of PILOTED) await namePilot(db, actor, code, action, first.membership)
}

/** What each municipality said of some actions. */
const SAID_BY: readonly (readonly [action: string, said: Saying])[][] = [
  [
    ['energie-des-batiments', { kind: 'status', day: '2022-06-01', status: 'ongoing', words: '' }],
    ['cantines', { kind: 'status', day: '2022-09-01', status: 'ongoing', words: '' }],
    ['clauses-sociales', { kind: 'status', day: '2022-09-12', status: 'ongoing', words: '' }],
    [
      'nuit-noire',
      { kind: 'status', day: '2025-06-30', status: 'done', words: 'Le dernier quartier est passé à l’extinction.' },
    ],
  ],
  [
    ['energie-des-batiments', { kind: 'status', day: '2022-09-01', status: 'ongoing', words: '' }],
    ['cantines', { kind: 'status', day: '2022-09-01', status: 'ongoing', words: '' }],
    [
      'ecole-reparee',
      { kind: 'status', day: '2025-09-15', status: 'late', words: 'L’atelier n’a pas pu prendre les bureaux.' },
    ],
  ],
]

/** Whether an organisation has said nothing yet of the actions of a scheme that it is in. */
const isSilent = (db: Database, actor: Actor, code: string): Promise<boolean> =>
  db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, code)
    return scheme !== null && (await statusesOf(trx, scheme, actor.membership.organisation.id)).size === 0
  })

/** A municipality joins the scheme that it shares, with the values that are its own, and says where its actions stand. */
async function shareWith(db: Database, lead: Actor, actor: Actor, code: 'vallonne-2022', keeper: ValueKeeper) {
  const { siren } = actor.membership.organisation
  const known = await db.as(scopeOf(actor), trx => findScheme(trx, actor, code))
  if (known === null) {
    const offers = await db.as(scopeOf(actor), trx => offersTo(trx, actor, code))
    if (offers.length === 0) await inviteBuyer(db, lead, code, siren)
    await answerOffer(db, actor, code, true)
  }
  await db.as(scopeOf(actor, 'import-scheme'), async trx => {
    const scheme = await findScheme(trx, actor, code)
    if (scheme === null) throw new Error('a scheme that was joined is not there')
    if ((await keeper.read(trx, actor, scheme)).some(({ buyer }) => buyer === siren)) return
    await keeper.write(trx, actor, scheme, exampleScheme(code).values)
  })
}

/** Says all of it, unless something was said already. */
async function sayAll(db: Database, actor: Actor, code: string): Promise<void> {
  if (!(await isSilent(db, actor, code))) return
  for (const [action, said] of SAID) await sayOfAction(db, actor, code, action, said)
  const { siren } = actor.membership.organisation
  // Those who are late have not done their steps; the others did each on its last day.
  const late = SAID.flatMap(([action, said]) =>
    said.kind === 'status' && said.status !== 'done' && said.words ? [action] : [],
  )
  for (const { key, calendar, buyer } of exampleScheme('vallonne-2022').actions)
    for (const { key: step, to } of late.includes(key) || (buyer ?? siren) !== siren ? [] : calendar)
      if (to && to <= '2025-06-30')
        await sayOfAction(db, actor, code, key, { kind: 'step', day: to, step, done: true, words: '' })
}

/**
 * Opens the schemes of the example in an organisation, as they were adopted, with the values that are its own, and publishes them; its
 * municipalities join the second. What is done already is left as it is.
 */
export async function openExampleSchemes(
  db: Database,
  actor: Actor,
  municipalities: readonly Actor[],
  keeper: ValueKeeper,
): Promise<void> {
  for (const code of EXAMPLE_SCHEMES) {
    const known = await db.as(scopeOf(actor), trx => findScheme(trx, actor, code))
    if (known === null)
      await db.as(scopeOf(actor, 'import-scheme'), trx => bringIn(trx, actor, exampleScheme(code), keeper))
    if (!known?.publicSince) await publishScheme(db, actor, code)
  }
  await sayAll(db, actor, 'vallonne-2022')
  for (const [rank, municipality] of municipalities.entries()) {
    await shareWith(db, actor, municipality, 'vallonne-2022', keeper)
    if (await isSilent(db, municipality, 'vallonne-2022'))
      for (const [action, said] of SAID_BY[rank] ?? [])
        await sayOfAction(db, municipality, 'vallonne-2022', action, said)
  }
  await givePilots(db, actor, 'vallonne-2022')
}
