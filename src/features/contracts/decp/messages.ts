import type { ErrorObject } from 'ajv'
import { official } from './enumerations.ts'
import { counted, listed, PATTERNS } from './expectations.ts'

const TYPES: Record<string, string> = {
  object: 'un objet { … }',
  array: 'une liste [ … ]',
  string: 'un texte entre guillemets',
  number: 'un nombre',
  integer: 'un nombre entier',
  boolean: 'true ou false',
}

/** The place that an error is about, to be put after that of the record: `.titulaires[0].titulaire.id`. */
export function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (keyword === 'required') steps.push(params['missingProperty'])
  if (keyword === 'additionalProperties') steps.push(params['additionalProperty'])
  return steps
    .map(step => (/^\d+$/.test(step) ? `[${step}]` : /^[\w$]+$/.test(step) ? `.${step}` : `['${step}']`))
    .join('')
}

/** What is wrong and what is expected, in French. */
export function messageOf(error: ErrorObject): string {
  const { keyword, params, data } = error
  switch (keyword) {
    case 'required':
      return 'Ce champ est obligatoire et n’est pas rempli.'
    case 'additionalProperties':
      return 'Ce champ n’existe pas dans le format 2.0.4\u00a0: retirez-le.'
    case 'anyOf':
      return 'L’objet « marches » ne contient aucune liste\u00a0: « marche » ou « contrat-concession » est attendu.'
    case 'type':
      return `${found(data)}\u00a0: ${TYPES[params['type']] ?? params['type']} est attendu.`
    case 'enum': {
      const allowed: string[] = params['allowedValues']
      const meant = typeof data === 'string' ? official(allowed, data) : undefined
      const hint = meant ? `écrivez exactement «\u00a0${meant}\u00a0».` : `les valeurs admises sont ${listed(allowed)}.`
      return `${found(data)}, qui n’est pas dans la liste officielle\u00a0: ${hint}`
    }
    case 'pattern':
      return `${found(data)}\u00a0: ${PATTERNS[params['pattern']] ?? 'une autre écriture est attendue'}.`
    case 'minimum':
      return `${found(data)}\u00a0: une valeur au moins égale à ${params['limit']} est attendue.`
    case 'maximum':
      return `${found(data)}\u00a0: une valeur au plus égale à ${params['limit']} est attendue.`
    case 'minLength':
      return 'Ce texte est vide\u00a0: remplissez-le.'
    case 'maxLength':
      return `Ce texte a ${counted([...String(data)].length)} caractères\u00a0: ${counted(params['limit'])} au plus sont admis.`
    case 'minItems':
      return 'Cette liste est vide\u00a0: un élément au moins est attendu, ou bien retirez la liste si elle est facultative.'
    case 'uniqueItems':
      return `Cette liste répète deux fois la même chose (rangs ${params['j']} et ${params['i']}, à partir de 0)\u00a0: retirez la répétition.`
    default:
      return `Cette valeur ne respecte pas le format 2.0.4 (règle ${keyword}).`
  }
}

const LONGEST_QUOTE = 60

/** The beginning of a sentence that shows the value; nothing of what it holds when it is an object or a list. */
function found(data: unknown): string {
  if (data === null) return 'La valeur est null'
  if (Array.isArray(data)) return 'La valeur est une liste'
  if (typeof data === 'object') return 'La valeur est un objet'
  const text = String(data)
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
  return typeof data === 'string' ? `La valeur est le texte «\u00a0${shown}\u00a0»` : `La valeur est ${shown}`
}
