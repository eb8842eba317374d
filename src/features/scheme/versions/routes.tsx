import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { parisDay, type Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { day } from '#ui'
import { LEADERS, READERS } from '../access.ts'
import type { SchemeDocument } from '../document/document.ts'
import { documentOf, fingerprintOf } from '../exporting.ts'
import { baseOf, type Framed } from '../pages/SchemeFrame.tsx'
import { inForce, openVersion } from '../scheme.ts'
import { leads } from '../text/parts.ts'
import { ONE, type SchemeSite, within } from '../within.ts'
import { adoptVersion, submitVersion, takeBack } from './adopting.ts'
import { compare } from './compare.ts'
import { dropDraft, openAmendment } from './drafts.ts'
import { historyOf } from './history.ts'
import { frozenTexts } from './holding.ts'
import { ComparisonPage } from './pages/ComparisonPage.tsx'
import { AdoptionPage, AmendmentPage, DropPage } from './pages/FormPages.tsx'
import { dayAsked, StoodPage, VersionPage } from './pages/TextPages.tsx'
import { VersionsPage } from './pages/VersionsPage.tsx'
import { publishScheme, unpublishScheme } from './publishing.ts'
import { inForceOn, saidOn } from './standing.ts'
import { sidesOf } from './telling.ts'

const text = z.string().max(5000).catch('')
const number = z.coerce.number().int().positive().max(100_000).catch(0)
const adopting = z.object({ numero: number, empreinte: text, date: text, deliberation: text, vote: text })
const NUMBER = ':number{[1-9][0-9]{0,4}}'
/** What is being written, in addresses. */
const WORKING = 'travail'

/** What a text of a scheme is sent with: its kind, and the name under which it is saved. */
export const jsonNamed = (c: Context) => ({
  'content-type': 'application/json; charset=utf-8',
  'content-disposition': `inline; filename="${c.req.param('code')}-version-${Number.parseInt(c.req.param('number') ?? '', 10)}.json"`,
})

export const pageIn = (c: Context) => z.coerce.number().int().positive().max(10_000).catch(1).parse(c.req.query('page'))
const codeIn = (c: Context) => c.req.param('code') ?? ''

type Draw = (trx: Writer, framed: Framed, c: Context) => Promise<Child | null>

/** The versions of the text of a scheme: their pages, and what moves them. */
export function versionRoutes({ db, menu, publicUrl, verifier }: SchemeSite): Route<Visitor>[] {
  const drawn = (c: Context, actor: Actor, draw: Draw, refused?: string) =>
    db.as(scopeOf(actor), async trx => {
      const framed = await within(c, trx, actor, menu)
      return framed && draw(trx, refused === undefined ? framed : { ...framed, done: undefined, refused }, c)
    })
  const page = (draw: Draw) => async (c: Context, actor: Actor) => {
    const shown = await drawn(c, actor, draw)
    return shown ? c.html(String(await shown)) : c.notFound()
  }
  /** What a form does, then the list of versions; refused, its page again, or the list that says what has changed meanwhile. */
  const acting =
    (
      act: (actor: Actor, code: string, sent: Record<string, unknown>) => Promise<unknown>,
      done: string,
      again: (sent: Record<string, unknown>) => Draw = () => versionsPage,
    ) =>
    async (c: Context, actor: Actor) => {
      const sent = await fieldsOf(c)
      const code = codeIn(c)
      return submitted(
        c,
        async () => {
          await act(actor, code, sent)
          return thenGo(c, `${baseOf(actor, { code })}/versions?fait=${done}`)
        },
        async (refusal: Refusal) => {
          const shown =
            (await drawn(c, actor, again(sent), refusal.message)) ??
            (await drawn(c, actor, versionsPage, refusal.message))
          if (!shown) throw refusal
          return shown
        },
      )
    }

  const versionsPage: Draw = async (trx, framed) => (
    <VersionsPage
      {...framed}
      history={await historyOf(trx, framed.scheme)}
      leads={allows(LEADERS, framed.actor.membership.roles) && leads(framed.actor, framed.scheme)}
      today={parisDay(new Date())}
      publicUrl={publicUrl}
    />
  )
  const adoptionPage =
    (sent: Record<string, unknown>): Draw =>
    async (_, framed) => {
      const version = openVersion(framed.scheme)
      const { date: on, deliberation, vote } = adopting.parse(sent)
      return leads(framed.actor, framed.scheme) && version?.state === 'submitted' ? (
        <AdoptionPage {...framed} version={version} sent={{ on, deliberation, vote }} />
      ) : null
    }
  const amendmentPage =
    (sent: Record<string, unknown>): Draw =>
    async (_, framed) =>
      leads(framed.actor, framed.scheme) && !openVersion(framed.scheme) ? (
        <AmendmentPage {...framed} purpose={text.parse(sent['objet'])} />
      ) : null
  const dropPage: Draw = async (trx, framed) => {
    const version = openVersion(framed.scheme)
    if (!leads(framed.actor, framed.scheme) || version?.state !== 'draft') return null
    const adopted = inForce(framed.scheme)
    const before = adopted && (await textOf(trx, framed, String(adopted.number)))
    const { cover, parts } = before ? compare(before, await workingText(trx, framed)) : { cover: [], parts: [] }
    return <DropPage {...framed} version={version} changes={parts.length + cover.length} />
  }

  const comparisonPage: Draw = async (trx, framed, c) => {
    const { versions } = framed.scheme
    const frozen = versions.filter(({ sha256 }) => sha256 !== null)
    const choices = [
      ...frozen.map(one => ({
        value: String(one.number),
        label: one.adoption
          ? `Version ${one.number}, adoptée le ${day(one.adoption.on, 'short')}`
          : `Version ${one.number}, soumise`,
      })),
      { value: WORKING, label: 'Texte de travail' },
    ]
    const known = choices.map(({ value }) => value)
    const asked = (name: string, otherwise: string | undefined) =>
      known.find(value => value === c.req.query(name)) ?? otherwise ?? WORKING
    // What is being written, or else the last version, beside the one before it.
    const last = openVersion(framed.scheme)?.state === 'draft' ? -1 : -2
    const [before, after] = [asked('avant', known.at(last - 1)), asked('apres', known.at(last))]
    const [then, now] = [await textOf(trx, framed, before), await textOf(trx, framed, after)]
    if (!then || !now) return null
    return (
      <ComparisonPage
        {...framed}
        {...{ choices, before, after }}
        comparison={compare(then, now)}
        sides={sidesOf(then, now)}
        page={pageIn(c)}
      />
    )
  }

  const versionPage: Draw = async (trx, framed, c) => {
    const version = framed.scheme.versions.find(one => String(one.number) === c.req.param('number'))
    const document = version && (await textOf(trx, framed, String(version.number)))
    return document ? <VersionPage {...framed} {...{ version, document }} page={pageIn(c)} /> : null
  }

  const stoodPage: Draw = async (trx, framed, c) => {
    const { actor, scheme } = framed
    const on = dayAsked(c.req.query('date'))
    const version = inForceOn(scheme.versions, on)
    const document = version && (await textOf(trx, framed, String(version.number)))
    const said = await saidOn(trx, scheme, actor.membership.organisation.id, on)
    return <StoodPage {...framed} {...{ on }} stood={document ? { version, document, said } : null} />
  }

  const at = `${ONE}/versions`
  return [
    forMembers('get', at, READERS, page(versionsPage)),
    forMembers('get', `${at}/comparaison`, READERS, page(comparisonPage)),
    forMembers('get', `${at}/${NUMBER}`, READERS, page(versionPage)),
    forMembers('get', `${at}/${NUMBER}/document.json`, READERS, async (c, actor) => {
      const json = await db.as(scopeOf(actor), async trx => {
        const framed = await within(c, trx, actor)
        const found = framed && (await textOf(trx, framed, c.req.param('number') ?? ''))
        return found ? fingerprintOf(found).json : null
      })
      return json === null ? c.notFound() : c.body(json, 200, jsonNamed(c))
    }),
    forMembers('get', `${ONE}/etat`, READERS, page(stoodPage)),
    forMembers(
      'post',
      `${at}/soumission`,
      LEADERS,
      acting((actor, code) => submitVersion(db, actor, code, verifier?.blocking), 'soumis'),
    ),
    forMembers(
      'post',
      `${at}/reprise`,
      LEADERS,
      acting((actor, code) => takeBack(db, actor, code), 'repris'),
    ),
    forMembers('get', `${at}/adoption`, LEADERS, page(adoptionPage({}))),
    forMembers(
      'post',
      `${at}/adoption`,
      LEADERS,
      acting(
        (actor, code, sent) => {
          const { numero, empreinte, date: on, deliberation, vote } = adopting.parse(sent)
          const asked = { number: numero, sha256: empreinte, on, deliberation, vote }
          return adoptVersion(db, actor, code, asked, verifier?.adoption)
        },
        'adopte',
        adoptionPage,
      ),
    ),
    forMembers('get', `${at}/modification`, LEADERS, page(amendmentPage({}))),
    forMembers(
      'post',
      `${at}/modification`,
      LEADERS,
      acting(
        (actor, code, sent) => openAmendment(db, actor, code, text.parse(sent['objet'])),
        'modification',
        amendmentPage,
      ),
    ),
    forMembers('get', `${at}/abandon`, LEADERS, page(dropPage)),
    forMembers(
      'post',
      `${at}/abandon`,
      LEADERS,
      acting((actor, code, sent) => dropDraft(db, actor, code, number.parse(sent['numero'])), 'abandonne'),
    ),
    forMembers(
      'post',
      `${ONE}/publication`,
      LEADERS,
      acting((actor, code) => publishScheme(db, actor, code), 'public'),
    ),
    forMembers(
      'post',
      `${ONE}/publication/retrait`,
      LEADERS,
      acting((actor, code) => unpublishScheme(db, actor, code), 'prive'),
    ),
  ]
}

const workingText = async (trx: Writer, { scheme }: Framed): Promise<SchemeDocument> => ({
  ...(await documentOf(trx, scheme)),
  adoption: null,
})

/** The text of a version by its number, or what is being written; null for neither. */
async function textOf(trx: Writer, framed: Framed, which: string): Promise<SchemeDocument | null> {
  if (which === WORKING) return workingText(trx, framed)
  const texts = await frozenTexts(trx, framed.scheme, [Number(which)])
  return texts.get(Number(which)) ?? null
}
