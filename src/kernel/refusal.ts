/**
 * A refusal: the user asked for something that the rules, or the state of things, do not allow.
 * It rolls back the transaction it is thrown in and is shown to the user as a sentence; anything else that is thrown is a fault.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** A stable word for programs, such as `data-locked`. */
  readonly code: string

  /** @param message French: what happened, then what to do. */
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

// biome-ignore lint/suspicious/noExplicitAny: each wording takes its own facts; callers are checked through the inferred type
type Wordings = Record<string, (facts: any) => string>

/**
 * Makes the `refuse` function of a feature from its French wordings: `refuse('data-locked', { pid: 12 })` throws a {@link Refusal}.
 * @example const refuse = refusals({ 'data-locked': (f: { pid: number }) => `Dossier déjà ouvert par le processus ${f.pid}.` })
 */
export function refusals<const W extends Wordings>(wordings: W) {
  return <K extends keyof W & string>(code: K, ...facts: Parameters<W[K]>): never => {
    throw new Refusal(code, (wordings[code] as (...facts: unknown[]) => string)(...facts))
  }
}
