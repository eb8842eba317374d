import * as lists from './enumerations.ts'

/**
 * One field of the regulatory format. The same table makes the JSON Schema (`validate`) and guides the writing (`export`).
 * `choices` is an object around a list of texts (`{"technique":[…]}`); `list` is a list of objects with a single key
 * (`[{"titulaire":{…}}]`), `loose` when the official schema lets other things than objects stand in that list.
 */
export type Field = { optional?: true } & (
  | { kind: 'text'; min?: number; max?: number; pattern?: string }
  | { kind: 'date' }
  | { kind: 'number'; min: number; max?: number; integer?: true }
  | { kind: 'flag' }
  | { kind: 'choice'; among: readonly string[] }
  | { kind: 'choices'; name: string; among: readonly string[] }
  | { kind: 'object'; fields: Fields }
  | { kind: 'list'; name: string; of: Fields; loose?: true; empty?: true; repeats?: true }
)
export type Fields = Record<string, Field>

const optional = (field: Field): Field => ({ ...field, optional: true })
const text = (limits: { min?: number; max?: number; pattern?: string } = {}): Field => ({ kind: 'text', ...limits })
const choice = (among: readonly string[]): Field => ({ kind: 'choice', among })
const choices = (name: string, among: readonly string[]): Field => ({ kind: 'choices', name, among })
const object = (fields: Fields): Field => ({ kind: 'object', fields })
const list = (name: string, of: Fields, rules: { loose?: true; empty?: true; repeats?: true } = {}): Field => ({
  kind: 'list',
  name,
  of,
  ...rules,
})
const amount = (min: number): Field => ({ kind: 'number', min })
const whole: Field = { kind: 'number', min: 1, integer: true }
const share: Field = { kind: 'number', min: 0, max: 1, optional: true }
const date: Field = { kind: 'date' }
const flag: Field = { kind: 'flag' }
const contractId = text({ min: 1, max: 16 })
const organisation = object({ id: text({ pattern: '^[0-9]{14}$' }) })
const operator: Fields = { typeIdentifiant: choice(lists.HOLDER_TYPES), id: text() }
const environmental = choices('considerationEnvironnementale', lists.ENVIRONMENTAL)

/** A public contract: the 31 fields of format 2.0.4. */
export const MARKET: Fields = {
  id: contractId,
  acheteur: organisation,
  nature: choice(lists.MARKET_NATURES),
  objet: text({ max: 1000 }),
  codeCPV: text({ pattern: '^[0-9]{8}(-[0-9])?$' }),
  techniques: choices('technique', lists.TECHNIQUES),
  modalitesExecution: choices('modaliteExecution', lists.MODALITIES),
  idAccordCadre: optional(contractId),
  marcheInnovant: flag,
  ccag: choice(lists.CCAG),
  offresRecues: whole,
  attributionAvance: flag,
  tauxAvance: share,
  typeGroupementOperateurs: choice(lists.GROUPINGS),
  sousTraitanceDeclaree: flag,
  actesSousTraitance: optional(
    list('acteSousTraitance', {
      id: whole,
      sousTraitant: object(operator),
      dureeMois: whole,
      dateNotification: date,
      datePublicationDonnees: date,
      montant: amount(1),
      variationPrix: choice(lists.PRICE_VARIATIONS),
    }),
  ),
  procedure: choice(lists.MARKET_PROCEDURES),
  lieuExecution: object({ code: text(), typeCode: choice(lists.PLACE_TYPES) }),
  dureeMois: whole,
  dateNotification: date,
  datePublicationDonnees: date,
  montant: amount(1),
  typesPrix: choices('typePrix', lists.PRICE_TYPES),
  formePrix: choice(lists.PRICE_FORMS),
  origineUE: share,
  origineFrance: share,
  titulaires: list('titulaire', operator, { loose: true }),
  considerationsSociales: choices('considerationSociale', lists.MARKET_SOCIAL),
  considerationsEnvironnementales: environmental,
  modificationsActesSousTraitance: optional(
    list('modificationActeSousTraitance', {
      id: whole,
      dureeMois: optional(whole),
      dateNotificationModificationSousTraitance: date,
      montant: optional(amount(1)),
      datePublicationDonnees: date,
    }),
  ),
  modifications: optional(
    list('modification', {
      id: whole,
      dateNotificationModification: date,
      datePublicationDonneesModification: date,
      dureeMois: optional(whole),
      montant: optional(amount(1)),
      titulaires: optional(list('titulaire', operator, { loose: true })),
    }),
  ),
}

/** A concession contract: the 16 fields of format 2.0.4. */
export const CONCESSION: Fields = {
  id: contractId,
  autoriteConcedante: organisation,
  nature: choice(lists.CONCESSION_NATURES),
  objet: text({ max: 1000 }),
  procedure: choice(lists.CONCESSION_PROCEDURES),
  dureeMois: whole,
  dateSignature: date,
  datePublicationDonnees: date,
  dateDebutExecution: date,
  valeurGlobale: amount(1),
  montantSubventionPublique: amount(0),
  donneesExecution: optional(
    list(
      'donneesAnnuelles',
      {
        datePublicationDonneesExecution: date,
        depensesInvestissement: amount(0),
        tarifs: list('tarif', { intituleTarif: text({ max: 256 }), tarif: amount(0) }, { repeats: true }),
      },
      { empty: true },
    ),
  ),
  concessionnaires: list('concessionnaire', operator, { loose: true }),
  considerationsSociales: choices('considerationSociale', lists.CONCESSION_SOCIAL),
  considerationsEnvironnementales: environmental,
  modifications: optional(
    list('modification', {
      id: whole,
      dateSignatureModification: date,
      datePublicationDonneesModification: date,
      dureeMois: optional(whole),
      valeurGlobale: optional(amount(1)),
    }),
  ),
}

type JsonSchema = Record<string, unknown>

function objectSchema(fields: Fields): JsonSchema {
  const entries = Object.entries(fields)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, field]) => [name, fieldSchema(field)])),
    required: entries.filter(([, field]) => !field.optional).map(([name]) => name),
  }
}

function single(name: string, of: JsonSchema): JsonSchema {
  return { type: 'object', properties: { [name]: of }, required: [name] }
}

function fieldSchema(field: Field): JsonSchema {
  switch (field.kind) {
    case 'text':
      return {
        type: 'string',
        ...(field.min === undefined ? {} : { minLength: field.min }),
        ...(field.max === undefined ? {} : { maxLength: field.max }),
        ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
      }
    case 'date':
      // Not anchored, as in the official schema: « 2018-11-27+01:00 » and « 2024-99-99 » are valid.
      return { type: 'string', pattern: '\\d{4}-\\d{2}-\\d{2}' }
    case 'number':
      return {
        type: field.integer ? 'integer' : 'number',
        minimum: field.min,
        ...(field.max === undefined ? {} : { maximum: field.max }),
      }
    case 'flag':
      return { type: 'boolean' }
    case 'choice':
      return { type: 'string', enum: field.among }
    case 'choices':
      return single(field.name, { type: 'array', minItems: 1, uniqueItems: true, items: { enum: field.among } })
    case 'object':
      return objectSchema(field.fields)
    case 'list': {
      const { type, ...rest } = single(field.name, objectSchema(field.of))
      return {
        type: 'array',
        ...(field.empty ? {} : { minItems: 1 }),
        ...(field.repeats ? {} : { uniqueItems: true }),
        items: field.loose ? rest : { type, ...rest },
      }
    }
  }
}

/** JSON Schema (draft-07) of one public contract in format 2.0.4: no field outside the table is allowed at its first level. */
export const marketSchema: JsonSchema = { ...objectSchema(MARKET), additionalProperties: false }

/** JSON Schema (draft-07) of one concession contract in format 2.0.4. */
export const concessionSchema: JsonSchema = { ...objectSchema(CONCESSION), additionalProperties: false }

function fileOf(market: JsonSchema, concession: JsonSchema): JsonSchema {
  const marches = {
    type: 'object',
    properties: {
      marche: { type: 'array', items: market },
      'contrat-concession': { type: 'array', items: concession },
    },
    anyOf: [{ required: ['marche'] }, { required: ['contrat-concession'] }],
  }
  return { type: 'object', properties: { marches }, required: ['marches'] }
}

/** What a whole file must be in format 2.0.4, whatever its contracts say: the object `marches` with one list at least. */
export const containerSchema: JsonSchema = fileOf({}, {})

/** JSON Schema (draft-07) of a whole file in format 2.0.4. Source: schema 2.0.4 of the French State, same verdicts (tested). */
export const fileSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...fileOf(marketSchema, concessionSchema),
}
