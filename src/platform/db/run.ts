import type { Answer, ConnectionSource } from './connection.ts'
import { orUnavailable } from './unavailable.ts'

export type Run = (text: string, values?: readonly unknown[]) => Promise<Pick<Answer, 'rows'>>

/** See `Database.run`. */
export function runner(source: ConnectionSource): Run {
  return async (text, values = []) => {
    const connection = await source.acquire().catch(orUnavailable)
    try {
      return { rows: values.length > 0 ? (await connection.query(text, values)).rows : await connection.script(text) }
    } catch (error) {
      // Whoever holds this connection next does not inherit a transaction that the statements began.
      await connection.script('rollback').catch(() => {})
      return orUnavailable(error)
    } finally {
      source.release(connection)
    }
  }
}
