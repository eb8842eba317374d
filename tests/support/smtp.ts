import { createServer, type Socket } from 'node:net'

/** A message as the server was given it. */
export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and body, its lines ended by CRLF, its leading dots undone. */
  source: string
}

/** What the server says to a recipient or to a message instead of taking it, such as `450 4.2.0 later`. */
export interface Refusals {
  recipient?: string | undefined
  message?: string | undefined
}

/** A small SMTP server on the loopback, which keeps what it is given. */
export interface SmtpServer {
  url: string
  received: ReceivedMail[]
  /** What it is asked in turn, one message after another; it takes those that follow. */
  refuse: Refusals[]
  /** How many messages were begun, taken or not. */
  begun(): number
  close(): Promise<void>
}

/** Starts one, without TLS (RFC 5321, as much of it as a client that sends one message to one person uses). */
export async function startSmtp(): Promise<SmtpServer> {
  const received: ReceivedMail[] = []
  const refuse: Refusals[] = []
  const open = new Set<Socket>()
  let begun = 0
  const server = createServer(socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    let text = ''
    let mail: ReceivedMail | null = null
    let reading = false
    let refused: Refusals = {}
    const say = (line: string) => socket.write(`${line}\r\n`)
    const take = (source: string) => {
      reading = false
      if (refused.message) return say(refused.message)
      if (mail) received.push({ ...mail, source: source.replace(/^\.\./gm, '.') })
      return say('250 2.0.0 taken')
    }
    const command = (line: string) => {
      if (/^(EHLO|HELO) /i.test(line)) return say('250 loopback')
      if (/^MAIL FROM:/i.test(line)) {
        begun++
        refused = refuse.shift() ?? {}
        mail = { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: [], source: '' }
        return say('250 2.1.0 ok')
      }
      if (/^RCPT TO:/i.test(line)) {
        if (refused.recipient) return say(refused.recipient)
        mail?.to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
        return say('250 2.1.5 ok')
      }
      if (/^DATA$/i.test(line)) {
        reading = true
        return say('354 go on')
      }
      if (/^QUIT$/i.test(line)) return socket.end('221 2.0.0 bye\r\n')
      return say(/^(RSET|NOOP)/i.test(line) ? '250 2.0.0 ok' : '502 5.5.1 what?')
    }
    say('220 loopback ESMTP')
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      for (;;) {
        const end = reading ? '\r\n.\r\n' : '\r\n'
        const at = text.indexOf(end)
        if (at < 0) return
        const head = text.slice(0, at)
        text = text.slice(at + end.length)
        if (reading) take(`${head}\r\n`)
        else command(head)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuse,
    begun: () => begun,
    close: () =>
      new Promise(resolve => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
