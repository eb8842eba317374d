import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { LEADERS, PILOTS } from './access.ts'
import { again, codeIn, keyIn, pageReader, shown } from './answering.ts'
import { UNDER } from './document/check.ts'
import type { PartKind } from './document/document.ts'
import { CoverPage, type CoverSent, NewPartPage, PartPage } from './pages/FormPages.tsx'
import { PlacePage } from './pages/PlacePage.tsx'
import { marksOf, readEdit } from './pages/reading.ts'
import { baseOf } from './pages/SchemeFrame.tsx'
import { changePart, describeScheme } from './text/editing.ts'
import { type Edit, EditedMeanwhile, markOf } from './text/merging.ts'
import { flat, outlineOf } from './text/outline.ts'
import { leads, partOf } from './text/parts.ts'
import { SPECS, type Spec } from './text/specs.ts'
import { addPart, movePart, removePart } from './text/structure.ts'
import { KEY, mayAdd, ONE, type SchemeSite } from './within.ts'

/** The kinds of part that may be added, by their word in addresses. */
const NATURES: Record<string, keyof typeof SPECS> = {
  axe: 'axis',
  objectif: 'objective',
  action: 'action',
  indicateur: 'indicator',
}

const text = z.string().max(20_000).catch('')
const COVER = ['title', 'edition', 'from', 'to', 'summary', 'notice'] as const

const specsOf = (kind: PartKind): readonly Spec[] => (kind === 'own' ? [] : SPECS[kind])

/** The page that shows a part once it is written. */
const pageOf = (base: string, kind: PartKind, key: string, under: string) =>
  kind === 'action'
    ? `${base}/actions/${key}`
    : kind === 'indicator' && under !== ''
      ? `${base}/actions/${under}`
      : base

/** Writing the text of a scheme: its parts one by one, their order, and what it says of itself. */
export function writingRoutes(site: SchemeSite): Route<Visitor>[] {
  const { db, guests, leaving, measures = [] } = site
  const reading = pageReader(site)

  const form = (c: Context, actor: Actor, sent?: Edit, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => {
      const found = await partOf(trx, framed.scheme.id, keyIn(c))
      const mine = found?.part.organisation === actor.membership.organisation.id
      if (found === null || specsOf(found.part.kind).length === 0 || !mine) return null
      const { kind, key, content } = found.part
      const specs = specsOf(kind)
      const conflicts = refusal instanceof EditedMeanwhile ? refusal.conflicts : []
      const check = kind === 'indicator' && sent === undefined ? await guests?.check(trx, framed.scheme, key) : null
      return (
        <PartPage
          {...framed}
          {...{ kind, specs, conflicts, measures }}
          partKey={key}
          movable={mayAdd(actor, framed.scheme)}
          content={{ ...content, ...sent?.fields }}
          // Once both have been shown, what is sent next replaces what was shown.
          marks={sent && conflicts.length === 0 ? sent.marks : marksOf(specs, content)}
          refused={refusal?.message}
          check={check}
        />
      )
    })

  /** Where to go once a part is written: to the page that shows it, or back to its form while there is something to mend. */
  const written = async (c: Context, actor: Actor, kind: PartKind, key: string, under: string, done: string) => {
    const base = baseOf(actor, { code: codeIn(c) })
    const checked = guests && kind === 'indicator'
    const wrong = checked ? await reading(c, actor, (trx, { scheme }) => guests.check(trx, scheme, key)) : null
    return thenGo(c, `${wrong === null ? pageOf(base, kind, key, under) : `${base}/parties/${key}`}?fait=${done}`)
  }

  const adding = (c: Context, actor: Actor, word: string, under: string, sent?: Edit, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => {
      const kind = NATURES[word]
      if (kind === undefined) return null
      const parent = under === '' ? null : await partOf(trx, framed.scheme.id, under)
      if (!UNDER[kind].includes(parent?.part.kind ?? null)) return null
      const { content = {} } = parent?.part ?? {}
      return (
        <NewPartPage
          {...framed}
          {...{ kind, word, measures }}
          specs={SPECS[kind]}
          content={sent?.fields ?? {}}
          marks={{}}
          own={
            kind === 'action' && framed.scheme.buyers.length > 1 ? (leads(actor, framed.scheme) ? 'may' : 'is') : null
          }
          owned={sent?.fields['buyer'] !== undefined}
          under={parent && { key: under, code: String(content['code'] ?? ''), title: String(content['title'] ?? '') }}
          refused={refusal?.message}
        />
      )
    })

  const placing = (c: Context, actor: Actor, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => {
      const all = flat(await outlineOf(trx, framed.scheme.id))
      const part = all.find(({ key }) => key === keyIn(c))
      if (part === undefined) return null
      const siblings = all.filter(({ parent, kind }) => parent === part.parent && kind === part.kind)
      const allowed = UNDER[part.kind]
      return (
        <PlacePage
          {...framed}
          part={part}
          places={[
            ...(allowed.includes(null) ? [{ key: '', label: 'Le schéma' }] : []),
            ...all
              .filter(({ kind }) => allowed.includes(kind))
              .map(({ key, code, title }) => ({ key, label: `${code} ${title}`.trim() })),
          ]}
          beside={siblings.filter(({ key }) => key !== part.key)}
          next={siblings[siblings.indexOf(part) + 1]?.key ?? null}
          refused={refusal?.message}
        />
      )
    })

  const cover = (c: Context, actor: Actor, sent?: CoverSent & { marks: Record<string, string> }, refusal?: Refusal) =>
    reading(c, actor, async (_, framed) => {
      const { scheme } = framed
      const now = Object.fromEntries(COVER.map(name => [name, scheme[name]]))
      const conflicts = refusal instanceof EditedMeanwhile ? refusal.conflicts : []
      const marks = Object.fromEntries(COVER.map(name => [name, markOf(scheme[name])]))
      return (
        <CoverPage
          {...framed}
          sent={{ ...now, ...sent }}
          marks={sent && conflicts.length === 0 ? sent.marks : marks}
          conflicts={conflicts}
          refused={refusal?.message}
        />
      )
    })

  return [
    forMembers('get', `${ONE}/presentation`, LEADERS, (c, actor) => shown(c, cover(c, actor))),
    forMembers('post', `${ONE}/presentation`, LEADERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const fields = Object.fromEntries(
        COVER.map(name => [name, text.parse(sent[name]).replace(/\r\n?/g, '\n').trim()]),
      )
      const marks = Object.fromEntries(COVER.map(name => [name, text.parse(sent[`${name}.marque`])]))
      return submitted(
        c,
        async () => {
          await describeScheme(db, actor, codeIn(c), { fields, marks })
          return thenGo(c, `${baseOf(actor, { code: codeIn(c) })}?fait=enregistre`)
        },
        refusal => again(cover(c, actor, { ...fields, marks }, refusal), refusal),
      )
    }),
    forMembers('get', `${ONE}/ajout`, LEADERS, (c, actor) =>
      shown(c, adding(c, actor, c.req.query('nature') ?? '', c.req.query('sous') ?? '')),
    ),
    forMembers('post', `${ONE}/ajout`, LEADERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const [word, under] = [text.parse(sent['nature']), text.parse(sent['sous'])]
      const kind = NATURES[word]
      if (kind === undefined) return c.notFound()
      const read = readEdit(SPECS[kind], sent)
      const buyer = actor.membership.organisation.siren
      const edit = kind === 'action' && sent['propre'] === 'oui' ? { ...read, fields: { ...read.fields, buyer } } : read
      return submitted(
        c,
        async () => {
          const key = await addPart(db, actor, codeIn(c), kind, under === '' ? null : under, edit.fields as never)
          return written(c, actor, kind, key, under, 'ajoute')
        },
        refusal => again(adding(c, actor, word, under, edit, refusal), refusal),
      )
    }),
    forMembers('get', `${ONE}/parties/${KEY}`, PILOTS, (c, actor) => shown(c, form(c, actor))),
    forMembers('post', `${ONE}/parties/${KEY}`, PILOTS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const found = await reading(c, actor, (trx, { scheme }) => partOf(trx, scheme.id, keyIn(c)))
      if (!found || specsOf(found.part.kind).length === 0) return c.notFound()
      const { kind, parent } = found.part
      const edit = readEdit(specsOf(kind), sent)
      return submitted(
        c,
        async () => {
          await changePart(db, actor, codeIn(c), keyIn(c), edit, leaving)
          return written(c, actor, kind, keyIn(c), parent ?? '', 'enregistre')
        },
        refusal => again(form(c, actor, edit, refusal), refusal),
      )
    }),
    forMembers('get', `${ONE}/parties/${KEY}/place`, LEADERS, (c, actor) => shown(c, placing(c, actor))),
    forMembers('post', `${ONE}/parties/${KEY}/place`, LEADERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const [under, before] = [text.parse(sent['sous']), text.parse(sent['avant'])]
      return submitted(
        c,
        async () => {
          await movePart(db, actor, codeIn(c), keyIn(c), under === '' ? null : under, before === '' ? null : before)
          return thenGo(c, `${baseOf(actor, { code: codeIn(c) })}?fait=deplace`)
        },
        refusal => again(placing(c, actor, refusal), refusal),
      )
    }),
    forMembers('post', `${ONE}/parties/${KEY}/retrait`, LEADERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          await removePart(db, actor, codeIn(c), keyIn(c), text.parse(sent['entier']) === 'oui', leaving)
          return thenGo(c, `${baseOf(actor, { code: codeIn(c) })}?fait=retire`)
        },
        refusal => again(placing(c, actor, refusal), refusal),
      )
    }),
  ]
}
