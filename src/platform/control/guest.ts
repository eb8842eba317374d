import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { refusals } from '#kernel'
import { type Answer, type Request, readDoor } from './door.ts'
import type { Terminal } from './terminal.ts'

const refuse = refusals({
  'server-other-version': () =>
    'Le serveur qui tient ce dossier est d’une autre version du programme : redémarrez-le, puis relancez la commande.',
  'server-lost': () =>
    'Le serveur qui tient ce dossier s’est arrêté avant la fin de la commande : relancez-le, vérifiez ce qu’elle a fait, puis recommencez.',
})

/**
 * Has a command carried out by the live server that holds a data folder: what it writes comes as it is written, Ctrl-C is passed on.
 * @returns its exit code; null when no server takes commands there
 * @throws Refusal `server-other-version`, `server-lost`
 */
export async function askServer(
  folder: string,
  request: Omit<Request, 'key' | 'folder' | 'watched'>,
  terminal: Terminal,
): Promise<number | null> {
  const door = readDoor(folder)
  if (door === null) return null
  const socket = connect(door.address)
  try {
    await once(socket, 'connect')
  } catch {
    return null
  }
  socket.on('error', () => {})
  const say = (words: unknown) => socket.write(`${JSON.stringify(words)}\n`)
  say({ ...request, key: door.key, folder: process.cwd(), watched: terminal.watched } satisfies Request)
  terminal.interrupted.addEventListener('abort', () => say({ stop: true }))
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
      const answer = JSON.parse(line) as Answer
      if ('exit' in answer) return answer.exit
      if ('other' in answer) return refuse('server-other-version')
      if ('err' in answer) terminal.note(answer.err)
      else if (!(await terminal.write(answer.out))) return 0
    }
  } finally {
    socket.destroy()
  }
  return refuse('server-lost')
}
