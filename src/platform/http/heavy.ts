import type { Context } from 'hono'
import type { Answer, Route } from './door.ts'

/** How much heavy work is taken on. */
export interface HeavyLimits {
  /** How many heavy answers one visitor may ask for in a row. */
  burst: number
  /** After how many seconds they may ask for one more. */
  every: number
  /** How many may be under way for one visitor, and for all of this process. */
  each: number
  atOnce: number
}

const LIMITS: HeavyLimits = { burst: 60, every: 2, each: 4, atOnce: 8 }

/** When to come back, in seconds, where nobody can say when those under way will end. */
const SOON = 10
/** Who reads an answer slowly costs little: it is under way for ten minutes at most. */
const LONGEST = 600_000
/** Visitors remembered at most. */
const REMEMBERED = 10_000

interface Count {
  left: number
  at: number
  open: number
}

/**
 * The heavy answers of this process, counted in memory: a count that is lost at a restart costs nothing, and a page that only reads writes
 * nothing. Attempts to sign in, which several processes must count together, are in the database.
 */
export class HeavyWork {
  private readonly limits: HeavyLimits
  private readonly counts = new Map<string, Count>()
  private open = 0

  constructor(limits: Partial<HeavyLimits> = {}) {
    this.limits = { ...LIMITS, ...limits }
  }

  /**
   * Begins one.
   * @param who asks; empty when that is not known, and then only the whole is limited
   * @returns what ends it, or in how many seconds to ask again
   */
  begin(who: string): (() => void) | number {
    const { burst, every, each, atOnce } = this.limits
    if (this.open >= atOnce) return SOON
    const mine = who === '' ? { left: burst, at: 0, open: 0 } : this.countOf(networkOf(who))
    if (mine.open >= each) return SOON
    if (mine.left < 1) return Math.ceil((1 - mine.left) * every)
    mine.left -= 1
    mine.open += 1
    this.open += 1
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      mine.open -= 1
      this.open -= 1
    }
    const timer = setTimeout(end, LONGEST).unref()
    return end
  }

  /** How many visitors are remembered. */
  get remembered(): number {
    return this.counts.size
  }

  private countOf(who: string): Count {
    const { burst, every } = this.limits
    const now = Date.now() / 1000
    const known = this.counts.get(who) ?? { left: burst, at: now, open: 0 }
    known.left = Math.min(burst, known.left + (now - known.at) / every)
    known.at = now
    this.counts.delete(who)
    this.counts.set(who, known)
    // The last asked for are the last: those before have all that they may ask for again, or are too many.
    for (const [other, { left, at, open }] of this.counts) {
      const idle = open === 0 && left + (now - at) / every >= burst
      if (!idle && this.counts.size <= REMEMBERED) break
      if (other !== who) this.counts.delete(other)
    }
    return known
  }
}

/** Of an IPv6 address, the network: whoever has one address of it has them all. */
const networkOf = (who: string) => (/^[0-9a-f:]*:[0-9a-f:]*$/i.test(who) && !who.includes('.') ? fourGroups(who) : who)

function fourGroups(address: string): string {
  const [start = '', end] = address.split('::')
  const groups = start.split(':').filter(Boolean)
  const after = end === undefined ? [] : end.split(':').filter(Boolean)
  const missing = end === undefined ? 0 : 8 - groups.length - after.length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...after].slice(0, 4).join(':')
}

/** Says of a route that its answers are heavy, always or `when` it says so: how many of them somebody is given is limited. */
export const heavy = <R extends { heavy?: Route<never>['heavy'] }>(
  route: R,
  when: (c: Context) => boolean = () => true,
): R => ({ ...route, heavy: when })

/** Answers within the limits: until its last byte is read, an answer is under way. */
export async function withinLimits(
  work: HeavyWork,
  who: string,
  c: Context,
  answer: () => Answer,
  tooMany: (c: Context, seconds: number) => Answer,
): Promise<Response> {
  const end = work.begin(who)
  if (typeof end === 'number') {
    c.header('retry-after', String(end))
    return tooMany(c, end)
  }
  try {
    const response = await answer()
    if (response.body !== null && c.req.raw.method !== 'HEAD')
      return new Response(untilRead(response.body.getReader(), end), response)
    end()
    return response
  } catch (error) {
    end()
    throw error
  }
}

const untilRead = (reader: ReadableStreamDefaultReader<Uint8Array>, end: () => void) =>
  new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          end()
          controller.close()
        } catch (error) {
          end()
          controller.error(error)
        }
      },
      cancel(reason) {
        end()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
