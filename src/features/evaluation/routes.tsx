import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { viewOf as talkIn, type View } from '#features/discussion'
import { grouped, toldIn } from '#features/indicators'
import { type Actor, allows, forMembers, type Visitor } from '#features/organisations'
import { allPilots, buyersOf, documentOf, type Framed, LEADERS, PILOTS, pageReader, READERS, reachOf, type Scheme, type SchemeSite, shown, viewOf } from '#features/scheme' // biome-ignore format: one line
import { parisDay, type Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { addToShare, designateShare, openCampaign, removeFromShare, setRules, submitChoice } from './campaigns.ts'
import { submitEvaluation, validateEvaluation, writeEvaluation } from './evaluations.ts'
import { aboutAction, fileRoutes, filesUnder } from './files.tsx'
import { readAmendment, readEvaluation, readRules, readYear } from './forms.ts'
import { decidersOf } from './holding.ts'
import { remindersAbout, remindOfCampaign } from './owing.ts'
import { ActionPage } from './pages/ActionPage.tsx'
import { CampaignPage } from './pages/CampaignPage.tsx'
import { CyclePage } from './pages/CyclePage.tsx'
import { RulesPage } from './pages/RulesPage.tsx'
import { inShare } from './pages/shares.ts'
import { readCycle, rulesOf } from './reading.ts'
import { cycledOf } from './shares.ts'
import { exitsOf } from './stays.ts'
import { ACTION, ALL, actionPath, codeIn, cyclePath, doneIn, keyIn, YEAR, yearIn, yearPath } from './within.ts'

interface Refused {
  sent: Sent
  refusal: Refusal
}

/** The evaluation of schemes: their cycle, its campaigns, what is judged of each action, how it is set. */
export function evaluationRoutes(site: SchemeSite): Route<Visitor>[] {
  const { db, means } = site
  const read = pageReader(site)
  const reading = <T,>(
    c: Context,
    actor: Actor,
    refused: Refused | undefined,
    work: (trx: Writer, framed: Framed) => Promise<T>, // biome-ignore format: one line
  ) =>
    read(c, actor, (trx, framed) =>
      work(trx, { ...framed, done: refused ? undefined : doneIn(c), refused: refused?.refusal.message }),
    )
  const leads = (actor: Actor) => allows(LEADERS, actor.membership.roles)

  const cyclePage = (c: Context, actor: Actor, refused?: Refused) =>
    reading(c, actor, refused, async (trx, framed) => (
      <CyclePage
        {...framed}
        cycle={await readCycle(trx, actor, framed.scheme)}
        leads={leads(actor)}
        today={parisDay(new Date())}
      />
    ))
  const rulesPage = (c: Context, actor: Actor, refused?: Refused) =>
    reading(c, actor, refused, async (trx, framed) => (
      <RulesPage
        {...framed}
        rules={await rulesOf(trx, actor, framed.scheme)}
        cycled={cycledOf(framed.scheme)}
        sent={refused?.sent}
      />
    ))
  const campaignPage = (c: Context, actor: Actor, refused?: Refused) =>
    reading(c, actor, refused, async (trx, framed) => {
      const cycle = await readCycle(trx, actor, framed.scheme)
      const campaign = cycle.campaigns.find(({ year }) => year === yearIn(c))
      if (campaign === undefined) return null
      const pilots = new Map<string, readonly string[]>(cycle.actions.map(one => [one.key, one.pilots]))
      const people = grouped(await allPilots(trx, framed.scheme, actor), ({ action }) => action)
      for (const [action, named] of people) pilots.set(action, named.map(({ name }) => name)) // biome-ignore format: one line
      const sent = refused && readAmendment(refused.sent)
      return (
        <CampaignPage
          {...framed}
          {...{ cycle, campaign, pilots, sent }}
          decided={(await decidersOf(trx, actor, framed.scheme)).choice}
          reminders={await remindersAbout(trx, actor, framed.scheme, cycle, campaign.year)}
          leads={leads(actor)}
          today={parisDay(new Date())}
        />
      )
    })
  const actionPage = async (c: Context, actor: Actor, view: View, refused?: Refused): Promise<Child | null> => {
    const found = await reading(c, actor, refused, async (trx, framed) => {
      const cycle = await readCycle(trx, actor, framed.scheme)
      const campaign = cycle.campaigns.find(({ year }) => year === yearIn(c))
      const action = campaign && inShare(campaign).find(({ key }) => key === keyIn(c))
      if (!action) return null
      const reach = await reachOf(trx, actor, framed.scheme.id)
      const open = action.state === 'designated' || action.state === 'draft' || action.state === 'returned'
      return {
        ...{ framed, campaign, action, rules: cycle.rules, leads: leads(actor) },
        decided: (await decidersOf(trx, actor, framed.scheme)).evaluation,
        told: await toldOf(trx, actor, framed.scheme, action.key),
        exit: (await exitsOf(trx, actor, framed.scheme)).get(action.key) ?? null,
        writes: open && (reach === 'all' || reach.has(action.key)),
      }
    })
    if (found === null) return null
    const { framed, ...props } = found
    const files = await filesUnder(site, actor, aboutAction(actor, framed.scheme, yearIn(c), props.action), view)
    const sent = refused?.sent['vu'] === undefined ? undefined : readEvaluation(refused.sent)
    return <ActionPage {...framed} {...props} {...{ files, sent }} done={view.done ?? framed.done} />
  }

  /** What a form does, then where it leads; refused, its page again. */
  const acting =
    (
      act: (c: Context, actor: Actor, sent: Sent) => Promise<string>,
      again: (c: Context, actor: Actor, refused: Refused) => Promise<Child | null>,
    ) =>
    async (c: Context, actor: Actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => thenGo(c, await act(c, actor, sent)),
        async refusal => {
          const page = await again(c, actor, { sent, refusal })
          if (page === null) throw refusal
          return page
        },
      )
    }
  const here = (c: Context) => ({ code: codeIn(c) })
  const actionAgain = (c: Context, actor: Actor, refused: Refused) => actionPage(c, actor, { page: 1 }, refused)

  return [
    forMembers('get', ALL, READERS, (c, actor) => shown(c, cyclePage(c, actor))),
    forMembers('get', `${ALL}/reglages`, LEADERS, (c, actor) => shown(c, rulesPage(c, actor))),
    forMembers(
      'post',
      `${ALL}/reglages`,
      LEADERS,
      acting(async (c, actor, sent) => {
        await setRules(db, actor, codeIn(c), readRules(sent))
        return `${cyclePath(actor, here(c))}?fait=reglages`
      }, rulesPage),
    ),
    forMembers(
      'post',
      `${ALL}/campagnes`,
      LEADERS,
      acting(async (c, actor, sent) => {
        const year = readYear(sent)
        await openCampaign(db, actor, codeIn(c), year)
        return `${yearPath(actor, here(c), year)}?fait=ouverte`
      }, cyclePage),
    ),
    forMembers('get', YEAR, READERS, (c, actor) => shown(c, campaignPage(c, actor))),
    ...(
      [
        ['ajouts', addToShare, 'ajoutee'],
        ['retraits', removeFromShare, 'retiree'],
      ] as const
    ).map(([noun, verb, done]) =>
      forMembers(
        'post',
        `${YEAR}/${noun}`,
        LEADERS,
        acting(async (c, actor, sent) => {
          await verb(db, actor, codeIn(c), yearIn(c), readAmendment(sent))
          return `${yearPath(actor, here(c), yearIn(c))}?fait=${done}`
        }, campaignPage),
      ),
    ),
    ...(
      [
        ['soumission', submitChoice, 'choix-soumis'],
        ['designation', designateShare, 'choix-fait'],
      ] as const
    ).map(([noun, verb, done]) =>
      forMembers(
        'post',
        `${YEAR}/${noun}`,
        LEADERS,
        acting(async (c, actor) => {
          await verb(db, actor, codeIn(c), yearIn(c))
          return `${yearPath(actor, here(c), yearIn(c))}?fait=${done}`
        }, campaignPage),
      ),
    ),
    ...(means
      ? [
          forMembers(
            'post',
            `${YEAR}/rappels`,
            LEADERS,
            acting(async (c, actor) => {
              await remindOfCampaign(means, actor, codeIn(c), yearIn(c))
              return `${yearPath(actor, here(c), yearIn(c))}?fait=rappels`
            }, campaignPage),
          ),
        ]
      : []),
    forMembers('get', ACTION, READERS, (c, actor) => shown(c, actionPage(c, actor, talkIn(c)) as ReturnType<typeof cyclePage>)), // biome-ignore format: one line
    forMembers(
      'post',
      ACTION,
      PILOTS,
      acting(async (c, actor, sent) => {
        await writeEvaluation(db, actor, codeIn(c), yearIn(c), keyIn(c), readEvaluation(sent))
        return `${actionPath(actor, here(c), yearIn(c), keyIn(c))}?fait=ecrite`
      }, actionAgain),
    ),
    ...(
      [
        ['soumission', submitEvaluation, 'evaluation-soumise', PILOTS],
        ['validation', validateEvaluation, 'evaluation-validee', LEADERS],
      ] as const
    ).map(([noun, verb, done, rule]) =>
      forMembers(
        'post',
        `${ACTION}/${noun}`,
        rule,
        acting(async (c, actor) => {
          await verb(db, actor, codeIn(c), yearIn(c), keyIn(c))
          return `${actionPath(actor, here(c), yearIn(c), keyIn(c))}?fait=${done}`
        }, actionAgain),
      ),
    ),
    ...fileRoutes(site, actionPage),
  ]
}

/** The indicators of an action, as the working text defines them and as the actor’s organisation says them. */
async function toldOf(trx: Writer, actor: Actor, scheme: Scheme, action: string) {
  const document = await documentOf(trx, scheme)
  const keys = document.indicators.filter(one => one.parent === action && !one.support).map(({ key }) => key)
  if (keys.length === 0) return []
  const buyers = await buyersOf(trx, scheme.id)
  const mine = buyers.find(({ id }) => id === actor.membership.organisation.id) ?? null
  return toldIn(trx, scheme, document, viewOf(actor, buyers, mine), () => true, keys)
}
