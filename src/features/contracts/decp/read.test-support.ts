import type { Contract, Dialect, Reading } from '../contracts.ts'
import { readRecord } from './read.ts'

/** A record without defect: what a test changes is what it is about. */
export const SOUND = {
  id: '2024-017L3',
  acheteur: { id: '21590350100017' },
  objet: 'Entretien des espaces verts',
  nature: 'Marché',
  codeCPV: '77310000',
  procedure: 'Procédure adaptée',
  dureeMois: 12,
  dateNotification: '2024-03-01',
  datePublicationDonnees: '2024-03-15',
  montant: 90_000,
  titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '55210055400013' } }],
  considerationsSociales: { considerationSociale: ['Clause sociale'] },
  considerationsEnvironnementales: { considerationEnvironnementale: ['Pas de considération environnementale'] },
}

export interface Options {
  dialect?: Dialect
  concession?: boolean
  repaired?: 'encoding' | 'value'
}

/** Reads a value on 22 November 2026. */
export function reading(value: unknown, { dialect = 'v2', concession = false, repaired }: Options = {}): Reading {
  return readRecord(
    { position: 1, raw: '{}', value, dialect, concession, ...(repaired ? { repaired } : {}) },
    '2026-11-22',
  )
}

/** The contract read from {@link SOUND} with these changes; undefined removes a field. */
export function contractOf(changes: Record<string, unknown> = {}, options: Options = {}): Contract {
  const read = reading({ ...SOUND, ...changes }, options)
  if ('reject' in read) throw new Error(`Rejected: ${read.reject}`)
  return read.contract
}
