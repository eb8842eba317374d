import pino from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { stopClock } from '../../../tests/support/clock.ts'
import { HeavyWork, heavy, publicPage, webApp } from './index.ts'

stopClock()
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

describe('one visitor', () => {
  test('asks for so many in a row, then for one more every so often; others are not made to wait', () => {
    const work = new HeavyWork({ burst: 3, every: 20 })
    const ask = (who: string) => {
      const end = work.begin(who)
      if (typeof end === 'number') return end
      end()
      // Twice is once.
      end()
      return 'given'
    }
    expect([1, 2, 3, 4, 5].map(() => ask('a'))).toEqual(['given', 'given', 'given', 20, 20])
    expect(ask('b')).toBe('given')
    later(15)
    expect(ask('a')).toBe(5)
    later(5)
    expect([ask('a'), ask('a')]).toEqual(['given', 20])
    later(3600)
    expect([1, 2, 3, 4].map(() => ask('a'))).toEqual(['given', 'given', 'given', 20])
  })

  test('is a whole network of IPv6', () => {
    const work = new HeavyWork({ burst: 1, every: 9 })
    const given = (who: string) => typeof work.begin(who) === 'function'
    expect(given('2001:db8:0:1::1')).toBe(true)
    expect(given('2001:db8::1:0:0:ffff:2')).toBe(false)
    expect(given('2001:db8:0:2::1')).toBe(true)
    expect([given('::ffff:192.0.2.1'), given('::ffff:192.0.2.2')]).toEqual([true, true])
  })
})

describe('under way at once', () => {
  /** A site of one heavy page, whose answers go on until they are told to end. */
  function site(limits: ConstructorParameters<typeof HeavyWork>[0]) {
    const streams: ReadableStreamDefaultController[] = []
    const page = heavy(
      publicPage('/lourd', c => {
        if (c.req.query('panne')) throw new Error('a bug')
        return new Response(new ReadableStream({ start: controller => void streams.push(controller) }))
      }),
      c => !c.req.query('leger'),
    )
    const app = webApp<null>(
      [page, publicPage('/ailleurs', c => c.text('ici'))],
      [{ path: '/style.css', type: 'text/css', body: '', immutable: true }],
      {
        notFound: c => c.text('', 404),
        refused: c => c.text('', 400),
        foreign: c => c.text('', 403),
        reserved: c => c.text('', 403),
        tooMany: (c, seconds) => c.text(`dans ${seconds} secondes`, 429),
        broken: c => c.text('', 500),
        unavailable: c => c.text('', 503),
      },
      pino({ level: 'silent' }),
      async () => true,
      { visitor: async () => null, signIn: () => '/', countedAs: c => c.req.header('x-who') ?? '' },
      new HeavyWork(limits),
    )
    const get = (path: string, who = '', method = 'GET') => app.request(path, { method, headers: { 'x-who': who } })
    return { get, streams }
  }

  test('there are so many; the rest of the site answers', async () => {
    const { get, streams } = site({ atOnce: 2 })
    const [first, second] = [await get('/lourd'), await get('/lourd')]
    const refused = await get('/lourd')
    expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
      429,
      '10',
      'dans 10 secondes',
    ])
    for (const path of ['/healthz', '/readyz', '/style.css', '/ailleurs', '/lourd?leger=1'])
      expect({ path, status: (await get(path)).status }).toEqual({ path, status: 200 })
    // One is read to its end, the other is left.
    streams[0]?.close()
    await first.text()
    await second.body?.cancel()
    expect((await get('/lourd')).status).toBe(200)
    expect((await get('/lourd')).status).toBe(200)
    expect((await get('/lourd')).status).toBe(429)
  })

  test('one visitor does not take them all', async () => {
    const { get } = site({ each: 1 })
    expect([(await get('/lourd', 'a')).status, (await get('/lourd', 'a')).status]).toEqual([200, 429])
    expect((await get('/lourd', 'b')).status).toBe(200)
  })

  test('what fails, breaks on its way, or has no body leaves its place', async () => {
    const { get, streams } = site({ atOnce: 1 })
    expect((await get('/lourd?panne=1')).status).toBe(500)
    expect((await get('/lourd', '', 'HEAD')).status).toBe(200)
    const broken = await get('/lourd')
    streams.at(-1)?.error(new Error('cut'))
    await expect(broken.text()).rejects.toThrow('cut')
    expect((await get('/lourd')).status).toBe(200)
  })
})

test('who may ask for everything again is forgotten', () => {
  const work = new HeavyWork({ burst: 2, every: 10, atOnce: 1000 })
  const ends = Array.from({ length: 50 }, (_, n) => work.begin(`place ${n}`))
  later(11)
  work.begin('another')
  expect(work.remembered).toBe(51)
  for (const end of ends.slice(0, 20)) if (typeof end === 'function') end()
  work.begin('another')
  expect(work.remembered).toBe(31)
})
