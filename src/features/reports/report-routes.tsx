import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, ADMINISTRATORS, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { addressOf } from '#features/publications'
import { baseOf, type Framed, LEADERS, ONE, READERS, within } from '#features/scheme'
import { parisDay } from '#kernel'
import { fieldsOf, heavy, type Route, submitted, thenGo } from '#platform/http'
import { titled as titledContract } from './bilan/composing/contracts.ts'
import type { Composition } from './bilan/composition.ts'
import { actionsIn } from './bilan/facts.ts'
import {
  type Draft,
  draftFrom,
  findingsOf,
  onlyNothing,
  publishBilan,
  readDraft,
  readSaid,
} from './bilan/publishing.ts'
import { isSection, moved, type Plan, shownOrHidden } from './bilan/sections.ts'
import { submitReport } from './bilan/submitting.ts'
import { planBilan, writeText } from './bilan/writing.ts'
import { FORMATS, formatIn } from './formats.ts'
import { refuse } from './labels.ts'
import { BilanPage } from './pages/BilanPage.tsx'
import { PartPage } from './pages/PartPage.tsx'
import { DraftPage, DraftPartPage, PublishPage } from './pages/ReadingPages.tsx'
import type { ReportSite } from './site.ts'
import { partsOf } from './web/ReportBody.tsx'

const number = z.string().regex(/^[1-9]\d{0,8}$/).transform(Number) // biome-ignore format: one line a field
const partName = z.string().regex(/^[a-z0-9:-]{1,80}$/)
const list = z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(z.string().max(60)).max(100))
const gesture = z.object({
  monter: z.string().optional(),
  descendre: z.string().optional(),
  masquer: z.string().optional(),
})
const text = z.object({ texte: z.string().catch(''), vu: z.coerce.number().int().min(0).catch(0) })
const confirmation = z.object({
  empreinte: z.string().max(100).catch(''),
  remplace: number.optional().catch(undefined),
  changements: z.string().max(2000).catch(''),
})

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  texte: 'Le texte est enregistré.',
  parties: 'C’est changé.',
  chiffres: 'Les chiffres clés sont enregistrés.',
  soumis: 'Le bilan est soumis : la première instance du circuit est saisie.',
  publie: 'Le bilan est publié, à une adresse qui ne changera pas.',
}

/** The reports of a sort, for those who prepare them. */
export function reportRoutes({ db, publicUrl, menu }: ReportSite, composition: Composition): Route<Visitor>[] {
  const { sections } = composition
  const YEAR = ONE + composition.at(':year{[0-9]{1,4}}')
  const PART = `${YEAR}/parties/:part{[a-z0-9:-]{1,80}}`
  const yearIn = (c: Context) => Number(c.req.param('year'))
  const codeIn = (c: Context) => c.req.param('code') ?? ''
  const hereIn = (c: Context, actor: Actor) => baseOf(actor, { code: codeIn(c) }) + composition.at(yearIn(c))

  const read = (c: Context, actor: Actor) => readDraft(db, actor, codeIn(c), yearIn(c), composition)
  /** The frame of a page and its report, read together; null where the actor has no such scheme. */
  const opened = async (c: Context, actor: Actor): Promise<(Framed & { draft: Draft }) | null> => {
    const found = await db.as(scopeOf(actor), async trx => {
      const frame = await within(c, trx, actor, menu)
      return frame && { frame, said: await readSaid(trx, actor, frame.scheme, yearIn(c), composition) }
    })
    if (found === null) return null
    const { frame, said } = found
    const draft = await draftFrom(db, actor, frame.scheme, yearIn(c), said)
    return { ...frame, done: DONE[c.req.query('fait') ?? ''], draft }
  }
  /** Answers with a page of a report; nothing is there for a year that cannot be told. */
  const page = async (
    c: Context,
    actor: Actor,
    draw: (props: Framed & { draft: Draft; writes: boolean; publishes: boolean }) => unknown,
  ) => {
    const props = await opened(c, actor).catch(onlyNothing)
    if (props === null) return c.notFound()
    const { roles } = actor.membership
    return c.html(
      String(await draw({ ...props, writes: allows(LEADERS, roles), publishes: allows(ADMINISTRATORS, roles) })),
    )
  }
  const drawn = async (c: Context, actor: Actor, draw: (props: Framed & { draft: Draft }) => unknown) => {
    const props = await opened(c, actor)
    return props ? String(await draw(props)) : ''
  }
  /** Changes how the bilan is wanted, then goes back to it. */
  const plans = (
    path: string,
    done: string,
    change: (fields: Record<string, unknown>) => [(plan: Plan) => Plan, string],
  ) =>
    forMembers('post', `${YEAR}/${path}`, LEADERS, async (c, actor) => {
      const [changed, at] = change(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          await planBilan(db, actor, codeIn(c), yearIn(c), changed, composition)
          return thenGo(c, `${hereIn(c, actor)}?fait=${done}${at}`)
        },
        refusal =>
          drawn(c, actor, props => <BilanPage {...props} refused={refusal.message} writes={true} publishes={false} />),
      )
    })

  return [
    forMembers('get', YEAR, READERS, (c, actor) =>
      page(c, actor, props => <BilanPage {...props} sought={(c.req.query('q') ?? '').trim().slice(0, 200)} />),
    ),
    heavy(
      forMembers('get', `${YEAR}/apercu`, READERS, (c, actor) => page(c, actor, props => <DraftPage {...props} />)),
    ),
    heavy(
      forMembers('get', `${YEAR}/apercu/:chapter{[a-z0-9][a-z0-9.-]*}`, READERS, (c, actor) =>
        page(c, actor, props => {
          const at = partsOf(props.draft.content).parts.findIndex(({ name }) => name === c.req.param('chapter'))
          return at === -1 ? refuse('chapter-unknown') : <DraftPartPage {...props} at={at} />
        }),
      ),
    ),
    heavy(
      forMembers('get', `${YEAR}/fichiers/:format`, READERS, async (c, actor) => {
        const format = formatIn(c.req.param('format'))
        const draft = format && (await read(c, actor).catch(onlyNothing))
        if (!format || !draft) return c.notFound()
        const { type, write } = FORMATS[format]
        const name = `${codeIn(c)}-${composition.name}-${yearIn(c)}-brouillon-${parisDay(new Date())}.${format}`
        return c.body((await write(draft.content, draft.bilan)) as Uint8Array<ArrayBuffer>, 200, {
          'content-type': type,
          'content-disposition': `attachment; filename="${name}"`,
        })
      }),
    ),
    plans('parties', 'parties', fields => {
      const { monter, descendre, masquer } = gesture.parse(fields)
      if (monter && isSection(sections, monter)) return [plan => moved(plan, sections, monter, -1), `#monter-${monter}`]
      if (descendre && isSection(sections, descendre))
        return [plan => moved(plan, sections, descendre, 1), `#descendre-${descendre}`]
      if (masquer && isSection(sections, masquer)) return [plan => shownOrHidden(plan, masquer), `#masquer-${masquer}`]
      return [plan => plan, '']
    }),
    ...(composition.name === 'bilan'
      ? [
          plans('chiffres', 'chiffres', fields => {
            const figures = list.parse(fields['indicateur'])
            return [plan => ({ ...plan, figures }), '#chiffres']
          }),
        ]
      : []),
    ...(composition.validated
      ? [
          forMembers('post', `${YEAR}/soumission`, LEADERS, async (c, actor) => {
            const { empreinte } = confirmation.parse(await fieldsOf(c))
            return submitted(
              c,
              async () => {
                await submitReport(db, actor, codeIn(c), yearIn(c), empreinte, composition)
                return thenGo(c, `${hereIn(c, actor)}?fait=soumis#validation`)
              },
              refusal =>
                drawn(c, actor, props => (
                  <BilanPage {...props} refused={refusal.message} writes={true} publishes={false} />
                )),
            )
          }),
        ]
      : []),
    forMembers('get', `${YEAR}/parties`, LEADERS, (c, actor) => {
      const part = partName.safeParse(c.req.query('partie'))
      return part.success ? c.redirect(`${hereIn(c, actor)}/parties/${part.data}`, 303) : c.notFound()
    }),
    forMembers('get', PART, LEADERS, async (c, actor) => {
      const part = c.req.param('part') ?? ''
      return page(c, actor, props => {
        const name = nameOf(props.draft, part)
        return name === null ? refuse('part-unknown') : <PartPage {...props} {...{ part, name }} />
      })
    }),
    forMembers('post', PART, LEADERS, async (c, actor) => {
      const part = c.req.param('part') ?? ''
      const { texte, vu } = text.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          const draft = await read(c, actor)
          if (draft === null || nameOf(draft, part) === null) refuse('part-unknown')
          await writeText(db, actor, codeIn(c), yearIn(c), { part, words: texte, seen: vu }, composition)
          return thenGo(c, `${hereIn(c, actor)}/parties/${part}?fait=texte`)
        },
        refusal =>
          drawn(c, actor, props => (
            <PartPage {...props} {...{ part, refusal }} name={nameOf(props.draft, part) ?? part} sent={texte} />
          )),
      )
    }),
    heavy(
      forMembers('get', `${YEAR}/publication`, ADMINISTRATORS, (c, actor) =>
        page(c, actor, async props => <PublishPage {...props} findings={await findingsOf(db, actor, props.draft)} />),
      ),
    ),
    heavy(
      forMembers('post', `${YEAR}/publication`, ADMINISTRATORS, async (c, actor) => {
        const { empreinte, remplace, changements } = confirmation.parse(await fieldsOf(c))
        const correction = remplace === undefined ? null : { number: remplace, changes: changements }
        return submitted(
          c,
          async () => {
            const asked = { year: yearIn(c), fingerprint: empreinte, correction }
            const found = await publishBilan(db, actor, codeIn(c), asked, publicUrl, composition)
            const { siren } = actor.membership.organisation
            return thenGo(c, addressOf({ siren, number: found }))
          },
          refusal =>
            drawn(c, actor, async props => (
              <PublishPage
                {...props}
                {...{ refusal }}
                findings={await findingsOf(db, actor, props.draft)}
                changes={changements}
              />
            )),
        )
      }),
    ),
  ]
}

/** What a part of a report is called; null where it has none of that name. */
function nameOf({ bilan: { facts, composition } }: Draft, part: string): string | null {
  if (isSection(composition.sections, part)) return composition.sections[part]?.title ?? part
  if (composition.name !== 'bilan') return null
  const [kind, key] = part.split(':')
  const titled = (one: { code: string; title: string } | undefined) =>
    one === undefined ? null : [one.code, one.title].filter(Boolean).join(' ')
  if (kind === 'axe') return titled(facts.axes.find(one => one.key === key))
  const contract = kind === 'marche' ? facts.contracts.find(({ identity }) => identity === key) : undefined
  if (contract) return titledContract(contract)
  if (kind === 'action') return titled(actionsIn(facts).find(one => one.key === key))
  if (kind === 'indicateur')
    return facts.indicators.find(({ definition }) => definition.key === key)?.definition.label ?? null
  return null
}
