import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readDoor } from './door.ts'
import { askServer, type CarryOut, type Terminal, takeCommands } from './index.ts'

const scratch: string[] = []
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'mieuxdisant-control-'))
  scratch.push(made)
  return made
}

async function served(carryOut: CarryOut, at = folder()): Promise<string> {
  closing.push(await takeCommands(at, 'v1', carryOut))
  return at
}

/** A terminal that keeps what it is told. */
function terminal(interrupted = new AbortController().signal): Terminal & { out: string; err: string } {
  return {
    out: '',
    err: '',
    async write(text) {
      this.out += text
      return true
    },
    note(text) {
      this.err += text
    },
    watched: true,
    path: file => file,
    interrupted,
  }
}

const ask = (at: string, command: string, args: string[], mine: Terminal, version = 'v1') =>
  askServer(at, { version, command, args }, mine)

test('what a command writes comes to whoever asked, and to nobody else, several at once', async () => {
  const at = await served(async (command, args, { write, note, watched, path }) => {
    for (const word of args) {
      await write(`${command} ${word}\n`)
      note(`${word} ${watched}\n`)
      await new Promise(done => setTimeout(done, 2))
    }
    await write(path('fichier.json'))
    return args.length
  })
  const asked = Array.from({ length: 8 }, async (_, rank) => {
    const mine = terminal()
    const words = Array.from({ length: rank }, (_, i) => `é${rank}-${i} "\\`)
    expect(await ask(at, `c${rank}`, words, mine)).toBe(rank)
    expect(mine.out).toBe(`${words.map(word => `c${rank} ${word}\n`).join('')}${resolve('fichier.json')}`)
    expect(mine.err).toBe(words.map(word => `${word} true\n`).join(''))
  })
  await Promise.all(asked)
})

test('nobody takes commands: null', async () => {
  const at = folder()
  expect(await ask(at, 'a', [], terminal())).toBeNull()
  writeFileSync(join(at, 'mieuxdisant.control'), JSON.stringify({ address: join(at, 'gone'), key: 'x' }))
  expect(await ask(at, 'a', [], terminal())).toBeNull()
})

test('another version of the program is turned away, before anything is done', async () => {
  let ran = false
  const at = await served(async () => {
    ran = true
    return 0
  })
  await expect(ask(at, 'a', [], terminal(), 'v2')).rejects.toMatchObject({ code: 'server-other-version' })
  expect(ran).toBe(false)
})

test('only this user: the socket, and the file that names it with a key', async () => {
  const at = await served(async () => 0)
  const door = readDoor(at)
  const modes = [join(at, 'mieuxdisant.control'), door?.address ?? ''].map(path => statSync(path).mode & 0o777)
  expect(modes).toEqual([0o600, 0o600])
  writeFileSync(join(at, 'mieuxdisant.control'), JSON.stringify({ ...door, key: `${door?.key.slice(1)}x` }))
  await expect(ask(at, 'a', [], terminal())).rejects.toMatchObject({ code: 'server-lost' })
})

test('Ctrl-C is passed on, and so is a caller that leaves', async () => {
  let begun = () => {}
  const at = await served(async (_command, _args, { interrupted }) => {
    begun()
    await new Promise(done => interrupted.addEventListener('abort', done))
    return 3
  })
  const stop = new AbortController()
  begun = () => stop.abort()
  expect(await ask(at, 'a', [], terminal(stop.signal))).toBe(3)
  // Nobody reads any more: the terminal says so, and the command, which would wait for ever, ends.
  const ended = new Promise<void>(done => {
    begun = done
  })
  const quiet: Terminal = { ...terminal(), write: async () => false }
  const other = await served(async (_command, _args, remote) => {
    await remote.write('x')
    await new Promise(done => remote.interrupted.addEventListener('abort', done))
    begun()
    return 0
  })
  expect(await ask(other, 'a', [], quiet)).toBe(0)
  await ended
})

test('closing ends what runs, and says its end', async () => {
  const at = folder()
  const close = await takeCommands(at, 'v1', async (_command, _args, { interrupted, note }) => {
    note('begun')
    await new Promise(done => interrupted.addEventListener('abort', done))
    return 3
  })
  let closed = Promise.resolve()
  const note = () => {
    closed = close()
  }
  const idle = connect(readDoor(at)?.address ?? '')
  expect(await ask(at, 'a', [], { ...terminal(), note })).toBe(3)
  await closed
  idle.destroy()
  expect(existsSync(join(at, 'mieuxdisant.control'))).toBe(false)
})

test('a server that goes away in the middle: a sentence that says so', async () => {
  const at = folder()
  const address = join(at, 'mieuxdisant.sock')
  const dying = createServer(socket => socket.once('data', () => socket.destroy())).listen(address)
  await new Promise(done => dying.once('listening', done))
  writeFileSync(join(at, 'mieuxdisant.control'), JSON.stringify({ address, key: 'x' }))
  await expect(ask(at, 'a', [], terminal())).rejects.toMatchObject({ code: 'server-lost' })
  dying.close()
})

test('what a dead server left is taken over, and a path too long for a socket has one elsewhere', async () => {
  const at = join(folder(), 'dossier'.repeat(20))
  mkdirSync(at, { recursive: true })
  chmodSync(at, 0o700)
  await takeCommands(at, 'v1', async () => 1).then(close => closing.push(close))
  const first = readDoor(at)?.address ?? ''
  expect(first.length).toBeLessThan(100)
  expect(statSync(dirname(first)).mode & 0o777).toBe(0o700)
  await served(async () => 2, at)
  expect(existsSync(first)).toBe(false)
  expect(await ask(at, 'a', [], terminal())).toBe(2)
})
