import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Means } from '#features/discussion'
import { type Actor, allows } from '#features/organisations'
import type { Measure } from '#kernel'
import type { Database, Reader, Writer } from '#platform/db'
import type { Space } from '#ui'
import { LEADERS, PILOTS } from './access.ts'
import type { SchemeDocument } from './document/document.ts'
import type { ValueKeeper } from './exchange/exchanging.ts'
import type { View } from './joint/viewing.tsx'
import type { Leaving } from './leaving.ts'
import type { ActionFigures } from './pages/AxisCard.tsx'
import { baseOf, type Framed } from './pages/SchemeFrame.tsx'
import { openVersion, type Scheme } from './scheme.ts'
import { findScheme } from './schemes.ts'
import type { Branch } from './text/outline.ts'
import { leads } from './text/parts.ts'
import type { Verifier } from './verifier.ts'
import type { PublicScheme } from './versions/public.ts'

/** The address of a scheme, after that of an organisation. */
export const ONE = '/schemas/:code{[a-z0-9][a-z0-9-]{1,38}[a-z0-9]}'
/** The key of a part in an address. */
export const KEY = ':key{[a-z0-9-]{1,60}}'

/** The menu of an organisation's pages, `here` being the address of the one that is shown. */
export type Menu = (actor: Actor, here: string) => Space

/** What those who keep the values of indicators say of them on the pages of a scheme. */
export interface Guests {
  /** Of every action of a scheme that has indicators. */
  figures(
    trx: Writer,
    actor: Actor,
    scheme: Scheme,
    outline: readonly Branch[],
    view: View,
  ): Promise<ReadonlyMap<string, ActionFigures>>
  /** Of the indicators of one action, by their keys; null to show their bare list. */
  sheet(trx: Writer, actor: Actor, scheme: Scheme, indicators: readonly string[], view: View): Promise<Child | null>
  /** What is wrong with how an indicator of the working text is computed, for who writes it; null where nothing is. */
  check(trx: Writer, scheme: Scheme, indicator: string): Promise<Child | null>
  /** What everybody reads of the indicators of a public scheme, by their keys. */
  published(
    reader: Reader,
    scheme: PublicScheme,
    document: SchemeDocument,
    indicators: readonly string[],
  ): Promise<ReadonlyMap<string, Child>>
  /** What changes when something else is published: a page that was drawn before is not up to date. */
  publishedState(reader: Reader, scheme: Pick<PublicScheme, 'id'>): Promise<string>
}

export interface SchemeSite {
  db: Database
  /** The address under which people reach the site, without a final slash. */
  publicUrl: string
  /** What comments and attachments act through; none are shown without. */
  means?: Means
  menu?: Menu
  guests?: Guests
  /** Who reads its text over: nothing is told without. */
  verifier?: Verifier
  /** Who says when actions may leave: nothing is refused without. */
  leaving?: Leaving
  /** Who keeps the values of indicators, for files of schemes. */
  keeper?: ValueKeeper
  /** What the platform can measure, for the forms of indicators. */
  measures?: readonly Measure[]
}

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  ouvert: 'Le schéma est ouvert. Ajoutez ses axes, ses objectifs et ses actions.',
  commence:
    'Le schéma est ouvert avec les actions choisies. Complétez leurs pilotes, leurs dates, leurs T0 et leurs cibles.',
  copie: 'Le schéma est ouvert avec le texte de l’autre. Relisez-le : c’est un brouillon.',
  importe: 'Le schéma est ouvert depuis le fichier. Relisez-le : c’est un brouillon.',
  enregistre: 'Le texte est enregistré.',
  ajoute: 'C’est ajouté.',
  deplace: 'C’est déplacé.',
  retire: 'C’est retiré du brouillon.',
  duplique: 'La copie est ajoutée juste après. Donnez-lui son intitulé et son code.',
  scinde: 'L’action est scindée : voici la nouvelle fiche.',
  numerote: 'Les codes sont enregistrés.',
  reunie: 'Les deux actions n’en font plus qu’une.',
  dit: 'C’est dit, avec sa date.',
  confie: 'C’est enregistré.',
  soumis: 'Le texte est soumis : il est figé jusqu’à la décision de l’assemblée.',
  repris: 'Le texte est de nouveau un brouillon.',
  adopte: 'La version est adoptée : elle est en vigueur.',
  modification: 'Le brouillon est ouvert. Le texte adopté reste en vigueur.',
  abandonne: 'Le brouillon est abandonné.',
  public: 'Le schéma est public : chacun peut lire ses versions adoptées.',
  prive: 'La page publique est retirée.',
  invite:
    'L’invitation est faite : les personnes qui conduisent le schéma chez cet acheteur la voient sur leur tableau de bord.',
  fin: 'C’est terminé. Ce qui a été dit reste.',
  rejoint: 'Votre organisation partage ce schéma. Dites vos repères, puis saisissez vos valeurs.',
  decline: 'L’invitation est déclinée.',
  quitte: 'Votre organisation ne partage plus ce schéma.',
  reperes: 'Vos repères sont enregistrés.',
}
export const doneIn = (c: Context) => DONE[c.req.query('fait') ?? '']

/**
 * The scheme of an address, and what a page of it is given; null where it is not one of the actor's organisation's.
 */
export async function within(c: Context, trx: Writer, actor: Actor, menu?: Menu): Promise<Framed | null> {
  const scheme = await findScheme(trx, actor, c.req.param('code') ?? '')
  if (scheme === null) return null
  return { actor, scheme, space: menu?.(actor, baseOf(actor, scheme)), done: doneIn(c) }
}

/** Whether the actor may add to the text of a scheme now: anywhere where their organisation leads it, its own actions otherwise. */
export const mayAdd = ({ membership }: Actor, scheme: Scheme) =>
  allows(LEADERS, membership.roles) && openVersion(scheme)?.state === 'draft'
/** Whether the actor may say, in a joint scheme, what their organisation starts from and aims at. */
export const mayMark = ({ membership }: Actor, scheme: Scheme) =>
  allows(PILOTS, membership.roles) && openVersion(scheme)?.state === 'draft' && scheme.buyers.length > 1
/** Whether the actor may change the whole text of a scheme now. */
export const mayWrite = (actor: Actor, scheme: Scheme) => mayAdd(actor, scheme) && leads(actor, scheme)
