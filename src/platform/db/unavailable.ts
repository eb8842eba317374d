import { Refusal } from '#kernel'

/** What happened, then what to do; never the engine's own words, since public pages may show these. */
const WORDS = {
  'disk-full': 'Le disque qui porte les données est plein : faites de la place, puis recommencez.',
  'database-stopped':
    'La base embarquée s’est arrêtée : relancez ; si cela se reproduit, vérifiez le disque et la mémoire.',
  'database-lost':
    'La base PostgreSQL ne répond plus : vérifiez que le serveur est démarré et que son disque n’est pas plein, puis recommencez.',
  'database-busy':
    'La base PostgreSQL est occupée, aucune réponse n’est venue à temps : recommencez dans quelques minutes.',
  'place-lost':
    'La connexion qui réservait la base à ce travail a été coupée, et un autre a commencé depuis : attendez qu’il se termine, puis recommencez.',
}

/** The database cannot go on: its disk is full, it has stopped, is lost, too busy, or given to another. Whoever asks is not at fault: pages answer 503. */
export class Unavailable extends Refusal {
  /** In the words of the system or of the engine, which may name an address or a path: for the log and the command line only. */
  readonly why: string

  constructor(code: keyof typeof WORDS, why: string) {
    super(code, WORDS[code])
    this.why = why
  }

  /** The sentence for whoever runs the program, on one line. */
  get withDetails(): string {
    return `${this.message} Détail : ${this.why.split('\n')[0]}`
  }
}

/** In the words of the system, of PostgreSQL and of its SQLSTATE. */
const FULL = /^(ENOSPC|EDQUOT|53100)$/
const FULL_WORDS = /No space left on device|[Qq]uota exceeded/
const LOST = /^(08...|57P0[123]|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN))$/
const LOST_WORDS = /^Connection terminated|not queryable$/
/** The server has given all its connections, or this process all those of its pool; or a page's statement took too long. */
const BUSY = /^(53300|57014)$/
const BUSY_WORDS = /^timeout exceeded when trying to connect/

/** What to say of an embedded engine that has stopped; `why` is in its own words. */
export function stoppedFor(why: string): Unavailable {
  return new Unavailable(FULL_WORDS.test(why) ? 'disk-full' : 'database-stopped', why)
}

/** Whether the error means that its connection is of no more use. */
export function isLost(error: unknown): boolean {
  const { code = '', message } = error as NodeJS.ErrnoException
  return LOST.test(code) || LOST_WORDS.test(message)
}

/** For `catch`: throws an {@link Unavailable} when that is what the error means, on either engine, and the error itself otherwise. */
export function orUnavailable(error: unknown): never {
  if (error instanceof Refusal) throw error
  const { code = '', message } = error as NodeJS.ErrnoException
  const why = message || code
  if (FULL.test(code)) throw new Unavailable('disk-full', why)
  if (BUSY.test(code) || BUSY_WORDS.test(message)) throw new Unavailable('database-busy', why)
  if (isLost(error)) throw new Unavailable('database-lost', why)
  throw error
}
