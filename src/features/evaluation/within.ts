import type { Context } from 'hono'
import type { Actor } from '#features/organisations'
import { baseOf, KEY, ONE } from '#features/scheme'

/** The evaluation of a scheme, after the address of an organisation. */
export const ALL = `${ONE}/evaluation`
export const YEAR = `${ALL}/:year{[0-9]{1,4}}`
export const ACTION = `${YEAR}/actions/${KEY}`

export const codeIn = (c: Context) => c.req.param('code') ?? ''
export const yearIn = (c: Context) => Number(c.req.param('year'))
export const keyIn = (c: Context) => c.req.param('key') ?? ''

export const cyclePath = (actor: Actor, scheme: { code: string }) => `${baseOf(actor, scheme)}/evaluation`
export const yearPath = (actor: Actor, scheme: { code: string }, year: number) => `${cyclePath(actor, scheme)}/${year}`
/** Where the report of the share of a year is prepared, and that of a whole cycle, by the year after its last. */
export const shareReportPath = (actor: Actor, scheme: { code: string }, year: number) =>
  `${yearPath(actor, scheme, year)}/bilan`
export const globalReportPath = (actor: Actor, scheme: { code: string }, year: number) =>
  `${cyclePath(actor, scheme)}/bilan-global/${year}`
export const actionPath = (actor: Actor, scheme: { code: string }, year: number, key: string) =>
  `${yearPath(actor, scheme, year)}/actions/${key}`

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  reglages: 'Les réglages sont enregistrés.',
  ouverte: 'La campagne est ouverte, avec la part que proposent les règles. Changez-la si besoin, puis soumettez-la.',
  ajoutee: 'L’action est ajoutée à la part.',
  retiree: 'L’action est retirée de la part.',
  'choix-soumis': 'Le choix est soumis : la première instance du circuit est saisie.',
  'choix-fait': 'La part est désignée. Chaque action peut maintenant être évaluée.',
  rappels:
    'Le rappel part à chaque personne qui doit quelque chose, sauf à celles qui n’en veulent pas ou en ont déjà reçu un aujourd’hui.',
  ecrite: 'L’évaluation est enregistrée.',
  'evaluation-validee': 'L’évaluation est validée.',
  'evaluation-soumise': 'L’évaluation est soumise : la première instance du circuit est saisie.',
}
export const doneIn = (c: Context): string | undefined => DONE[c.req.query('fait') ?? '']
