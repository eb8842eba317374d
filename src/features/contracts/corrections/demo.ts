import type { Actor } from '#features/organisations'
import type { Database } from '#platform/db'
import { openRegister, visible } from '../register/register.ts'
import { correct } from './correcting.ts'
import { type Field, officialOf, type Value } from './corrections.ts'
import { ownHistory } from './reading.ts'

interface Said {
  /** The contract's number; its first silent contract of the field when there is none. */
  number?: string
  field: Field
  corrected: Value
  reason: string
}

const DEPARTMENT: readonly Said[] = [
  {
    number: '2025-903',
    field: 'environmental',
    corrected: 'yes+criterion',
    reason:
      'Le critère environnemental est à l’article 6 du règlement de la consultation, commun aux quatre titulaires.',
  },
  {
    number: '2024-953',
    field: 'amount',
    corrected: '4750000',
    reason: 'Montant de l’acte d’engagement ; la plateforme l’a remplacé par une valeur convenue.',
  },
  {
    number: '2024-952',
    field: 'amount',
    corrected: '5200000',
    reason: 'Le montant d’attente saisi à la création n’a pas été remplacé ; celui-ci est au décompte de notification.',
  },
]
const MUNICIPALITY: readonly Said[] = [
  { field: 'social', corrected: 'yes+clause', reason: 'Clause d’insertion de 120 heures, à l’article 9 du CCAP.' },
  { field: 'environmental', corrected: 'none', reason: 'Vérifié dans le dossier : ni clause ni critère.' },
]

async function say(db: Database, actor: Actor, said: readonly Said[]): Promise<void> {
  if ((await ownHistory(db, actor, 'standing')).length > 0) return
  const { siren } = actor.membership.organisation
  const register = await openRegister(db.read)
  for (const { number, field, corrected, reason } of said) {
    let query = visible(register).selectAll().where('kind', '=', 'contract').where('buyer', 'like', `${siren}%`)
    if (number !== undefined) query = query.where('source_id', '=', number)
    else if (field !== 'amount') query = query.where(field, '=', 'not-filled').where('year', '>', 2023)
    const contract = await query.orderBy('notified', 'desc').orderBy('identity').limit(1).executeTakeFirst()
    if (contract === undefined) continue
    const official = officialOf(contract, field)
    await correct(db, actor, { identity: contract.identity, field, corrected, reason, official, former: null })
  }
}

/** What the two organisations of the example correct. What is there already stays as it is. */
export async function correctExample(db: Database, department: Actor, municipality: Actor): Promise<void> {
  await say(db, department, DEPARTMENT)
  await say(db, municipality, MUNICIPALITY)
}
