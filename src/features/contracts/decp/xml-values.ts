import type { Dialect } from '../contracts.ts'

/** An element of a record as it was read. */
export interface Element {
  name: string
  text: string
  children: Element[]
}

/** Containers of objects, and the name of each object in the JSON nesting. */
const LISTS: Record<string, string> = {
  titulaires: 'titulaire',
  concessionnaires: 'concessionnaire',
  actesSousTraitance: 'acteSousTraitance',
  // In the XSD 2.0.2 the inner element is `modificationActesSousTraitance`.
  modificationsActesSousTraitance: 'modificationActeSousTraitance',
  modifications: 'modification',
  donneesExecution: 'donneesAnnuelles',
  tarifs: 'tarif',
}
const INNER = new Set([...Object.values(LISTS), 'modificationActesSousTraitance'])

/** Containers of texts: always lists, even around one text. */
const CHOICES = new Set([
  'considerationsSociales',
  'considerationsEnvironnementales',
  'techniques',
  'modalitesExecution',
  'typesPrix',
])

/** A reference to a character that XML forbids, left as it was written. */
const REFERENCE = /&#(?:x[0-9a-f]+|\d+);/gi

type Value = string | Value[] | { [name: string]: Value }

/** The fields of an element in the nesting of the JSON formats: a list when the element is repeated. */
export function fieldsOf(element: Element, dialect: Dialect): { [name: string]: Value } {
  const fields = new Map<string, Value[]>()
  for (const child of element.children) {
    const values = fields.get(child.name) ?? []
    values.push(shaped(child, dialect))
    fields.set(child.name, values)
  }
  return Object.fromEntries(
    [...fields].map(([name, [first = '', ...others]]) => [name, others.length > 0 ? [first, ...others] : first]),
  )
}

function shaped(element: Element, dialect: Dialect): Value {
  const { name, children, text } = element
  const inner = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined
  if (children.length === 0) return inner ? [] : text.replace(REFERENCE, '')
  if (CHOICES.has(name)) {
    const names = new Set(children.map(child => child.name))
    return Object.fromEntries(
      [...names].map(one => [one, children.filter(child => child.name === one).map(child => shaped(child, dialect))]),
    )
  }
  if (!inner) return fieldsOf(element, dialect)
  // Some producers put the fields of a single object straight into its container.
  const objects = children.some(child => INNER.has(child.name) && child.children.length > 0) ? children : [element]
  return objects.map(object => (dialect === 'v1' ? fieldsOf(object, dialect) : { [inner]: fieldsOf(object, dialect) }))
}
