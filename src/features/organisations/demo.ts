import { createHmac } from 'node:crypto'
import { fold, parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { DemoSteps } from './demo-steps.ts'
import type { Invitations } from './invitations.ts'
import { openExampleLogo } from './logo/demo.ts'
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
  department?: Role[]
  municipality?: Role[]
  village?: Role[]
  directorate?: string
  /** How many days they come for. */
  days?: number
}

const TERRITORY = 'Vallonne'
const DIRECTORATES = ['Action sociale et insertion', 'Achats et commande publique', 'Collèges et bâtiments']
const [INSERTION, PURCHASES, BUILDINGS] = DIRECTORATES as [string, string, string]

/** Opened first: who administers the instance, and each of its organisations. */
const FIRST: Planned = {
  name: 'Claire Fontenay',
  department: ['administrator'],
  municipality: ['administrator'],
  village: ['administrator'],
}

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
  { name: 'Rose Aubertin', village: ['administrator', 'scheme-lead'] },
]

const INVITED = 'paul.lemoine@vallonne.example'
const ASKING = {
  person: 'Lucien Barrault',
  email: 'lucien.barrault@vallonne.example',
  message: 'Je suis le secrétaire général de la commune\u00a0: nous voulons suivre nos propres marchés.',
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
 * Opens three organisations, the first with a logo, a person for each role, an invitation and a request that wait. What is there already stays as it is.
 * @param buyers the department and the two municipalities to open, and the one that asks to be
 * @param invitations sends the invitation that waits
 * @returns who they are, and who acts for each
 */
export async function openExample(
  db: Database,
  invitations: Invitations,
  buyers: { department: Buyer; municipality: Buyer; village: Buyer; asking: Buyer },
  passphrase: string,
): Promise<{ people: ExamplePerson[]; department: Actor; municipality: Actor; village: Actor }> {
  const steps = new DemoSteps(db, passphrase)
  const by = await steps.person(FIRST.name, addressOf(FIRST.name))
  const department = await steps.organisation(by, { ...buyers.department, kind: 'department', territory: TERRITORY })
  await openExampleLogo(db, department)
  const small = { kind: 'municipality', territory: TERRITORY } as const
  const municipality = await steps.organisation(by, { ...buyers.municipality, ...small })
  const village = await steps.organisation(by, { ...buyers.village, ...small })
  const directorates = await steps.directorates(department, DIRECTORATES)
  for (const { name, directorate, days, ...roles } of OTHERS) {
    const person = await steps.person(name, addressOf(name))
    const until = days === undefined ? null : parisDay(new Date(Date.now() + days * 24 * 3600 * 1000))
    const inDepartment = { directorate: directorates.get(directorate ?? '') ?? null, until }
    if (roles.department) await steps.member(department, person, { roles: roles.department, ...inDepartment })
    const elsewhere = { directorate: null, until: null }
    if (roles.municipality) await steps.member(municipality, person, { roles: roles.municipality, ...elsewhere })
    if (roles.village) await steps.member(village, person, { roles: roles.village, ...elsewhere })
  }
  const offered = { roles: ['pilot', 'buyer'] as Role[], directorate: directorates.get(BUILDINGS) ?? null, until: null }
  if (!(await steps.isInvited(department, INVITED)))
    await invitations.invite(department, { email: INVITED, ...offered })
  await steps.request(by, { ...buyers.asking, ...small, ...ASKING })
  const people = [FIRST, ...OTHERS].map(({ name, ...roles }) => ({
    name,
    email: addressOf(name),
    belongings: (['department', 'municipality', 'village'] as const).flatMap(where => {
      const held = roles[where]
      return held ? [{ organisation: buyers[where].name, roles: wordsOf(held) }] : []
    }),
  }))
  return { people, department, municipality, village }
}

const wordsOf = (roles: readonly Role[]) => roles.map(role => ROLE_WORDS[role].name).join(', ')
