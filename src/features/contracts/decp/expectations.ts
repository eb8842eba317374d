import type { Field } from './schema.ts'

const number = new Intl.NumberFormat('fr-FR')

/** A whole number as it is written in French. */
export const counted = (value: number) => number.format(value)

/** What each pattern of the schema asks for. */
export const PATTERNS: Record<string, string> = {
  '^[0-9]{14}$': 'un SIRET de 14 chiffres est attendu',
  '\\d{4}-\\d{2}-\\d{2}': 'une date au format AAAA-MM-JJ est attendue',
  '^[0-9]{8}(-[0-9])?$': 'un code CPV de 8 chiffres est attendu, suivi ou non de sa clé (« 45000000-7 »)',
}

/** Values between French quotation marks. */
export const listed = (values: readonly unknown[]) => values.map(value => `« ${value} »`).join(', ')

/** What a field must be, in French, as the end of a sentence that names it. */
export function expectation(field: Field): string {
  switch (field.kind) {
    case 'text':
      if (field.pattern) return PATTERNS[field.pattern] ?? 'une autre écriture est attendue'
      if (field.max) return `un texte de ${counted(field.max)} caractères au plus est attendu`
      return 'un texte est attendu'
    case 'date':
      return 'une date au format AAAA-MM-JJ est attendue'
    case 'number': {
      const kind = field.integer ? 'un nombre entier' : 'un nombre'
      return `${kind} ${field.max === undefined ? `au moins égal à ${field.min}` : `entre ${field.min} et ${field.max}`} est attendu`
    }
    case 'flag':
      return 'la valeur true ou false est attendue'
    case 'choice':
      return `une valeur de la liste officielle est attendue : ${listed(field.among)}`
    case 'choices':
      return `une valeur de la liste officielle est attendue dans « ${field.name} » : ${listed(field.among)}`
    case 'object':
      return `un objet est attendu, avec ${listed(Object.keys(field.fields))}`
    case 'list':
      return `une liste d’objets « ${field.name} » est attendue`
  }
}
