import { createHmac } from 'node:crypto'
import { fold, parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { DemoSteps } from './demo-steps.ts'
import type { Invitations } from './invitations.ts'
import type { Actor, Role } from './organisations.ts'
import { ROLE_WORDS } from './words.ts'

/** A buyer of the example. */
interface Buyer {
  siret: string
  name: string
}

/** Somebody of the example, for who tries it. */
export interface ExamplePerson {
  name: string
  email: string
  /** Their roles in French, by organisation. */
  belongings: { organisation: string; roles: string }[]
}

interface Planned {
  name: string
  department: Role[]
  municipality?: Role[]
  directorate?: string
  /** How many days they come for. */
  days?: number
}

const TERRITORY = 'Vallonne'
const DIRECTORATES = ['Action sociale et insertion', 'Achats et commande publique', 'Collèges et bâtiments']
const [INSERTION, PURCHASES, BUILDINGS] = DIRECTORATES as [string, string, string]

/** Opened first: who administers the instance, and each of its organisations. */
const FIRST: Planned = { name: 'Claire Fontenay', department: ['administrator'], municipality: ['administrator'] }

/** One person for each role, all invented. */
const OTHERS: readonly Planned[] = [
  { name: 'Nadia Belkacem', department: ['administrator'] },
  { name: 'Étienne Roussel', department: ['scheme-lead'], directorate: PURCHASES },
  { name: 'Maëlle Kerbrat', department: ['pilot'], directorate: BUILDINGS },
  { name: 'Inès Carpentier', department: ['buyer'], municipality: ['buyer', 'scheme-lead'], directorate: PURCHASES },
  { name: 'Moussa Traoré', department: ['facilitator'], directorate: INSERTION },
  { name: 'Hélène Vasseur', department: ['elected'] },
  { name: 'Julien Morel', department: ['animator'], directorate: PURCHASES },
  { name: 'Sophie Delattre', department: ['supplier'] },
  { name: 'Marc Oudin', department: ['adviser'], days: 180 },
]

const INVITED = 'paul.lemoine@vallonne.example'
const ASKING = {
  person: 'Rose Aubertin',
  email: 'rose.aubertin@vallonne.example',
  message: 'Je suis la secrétaire générale de la commune\u00a0: nous voulons suivre nos propres marchés.',
}

const addressOf = (name: string) => `${fold(name).replaceAll(' ', '.')}@vallonne.example`

/**
 * The pass-phrase of the people of the example: each installation has another, and keeps it as long as its secret, so that an example whose
 * making was cut is completed under the same.
 */
export function examplePassphrase(secret: string): string {
  const bytes = createHmac('sha256', secret).update('example').digest().subarray(0, 12)
  const syllables = [...bytes].map(byte => `${'bcdfghjklmnprstv'[byte >> 4]}${'aeiou'[byte % 5]}`)
  return syllables.join('').match(/.{6}/g)?.join('-') ?? ''
}

/**
 * Opens two organisations, a person for each role, an invitation and a request that wait. What is there already stays as it is.
 * @param buyers the department and the municipality to open, and the municipality that asks to be
 * @param invitations sends the invitation that waits
 * @returns who they are, and who acts for each
 */
export async function openExample(
  db: Database,
  invitations: Invitations,
  buyers: { department: Buyer; municipality: Buyer; asking: Buyer },
  passphrase: string,
): Promise<{ people: ExamplePerson[]; department: Actor; municipality: Actor }> {
  const steps = new DemoSteps(db, passphrase)
  const by = await steps.person(FIRST.name, addressOf(FIRST.name))
  const department = await steps.organisation(by, { ...buyers.department, kind: 'department', territory: TERRITORY })
  const municipality = await steps.organisation(by, {
    ...buyers.municipality,
    kind: 'municipality',
    territory: TERRITORY,
  })
  const directorates = await steps.directorates(department, DIRECTORATES)
  for (const { name, department: roles, municipality: elsewhere, directorate, days } of OTHERS) {
    const person = await steps.person(name, addressOf(name))
    const until = days === undefined ? null : parisDay(new Date(Date.now() + days * 24 * 3600 * 1000))
    await steps.member(department, person, { roles, directorate: directorates.get(directorate ?? '') ?? null, until })
    if (elsewhere) await steps.member(municipality, person, { roles: elsewhere, directorate: null, until: null })
  }
  const offered = { roles: ['pilot', 'buyer'] as Role[], directorate: directorates.get(BUILDINGS) ?? null, until: null }
  if (!(await steps.isInvited(department, INVITED)))
    await invitations.invite(department, { email: INVITED, ...offered })
  await steps.request(by, { ...buyers.asking, kind: 'municipality', territory: TERRITORY, ...ASKING })
  const people = [FIRST, ...OTHERS].map(({ name, department: roles, municipality: elsewhere }) => ({
    name,
    email: addressOf(name),
    belongings: [
      { organisation: buyers.department.name, roles: wordsOf(roles) },
      ...(elsewhere ? [{ organisation: buyers.municipality.name, roles: wordsOf(elsewhere) }] : []),
    ],
  }))
  return { people, department, municipality }
}

const wordsOf = (roles: readonly Role[]) => roles.map(role => ROLE_WORDS[role].name).join(', ')
