import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { Refusal } from '#kernel'
import { Unavailable } from '#platform/db'

/** The fields of a form; one that is ticked several times is a list. */
export const fieldsOf = (c: Context): Promise<Sent> => c.req.parseBody({ all: true })

/** What a form says, as it was sent. */
export type Sent = Record<string, unknown>

/**
 * Makes what reads the forms of a feature by their schemas: what is wrong with the first wrong field is refused under the code that the field
 * is given.
 */
export const readerBy =
  <Code extends string>(refuse: (code: Code) => never) =>
  <S extends z.ZodObject>(schema: S, codes: Record<keyof z.infer<S>, Code>) =>
  (sent: Sent): z.infer<S> => {
    const read = schema.safeParse(sent)
    return read.success ? read.data : refuse(codes[read.error.issues[0]?.path[0] as keyof z.infer<S>])
  }

/** Leads to a page after a form, so that reloading it sends nothing again. */
export function thenGo(c: Context, to: string, cookies: readonly string[] = []): Response {
  const answer = c.redirect(to, 303)
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}

/**
 * What a form answers: what doing it leads to, or its page again with what was refused. Anything else that is thrown is a fault.
 * @param again the page as it was filled in
 */
export async function submitted(
  c: Context,
  act: () => Promise<Response>,
  again: (refusal: Refusal) => Child | Promise<Child>,
): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof Unavailable) throw error
    const status = error.code.startsWith('too-many-') ? 429 : 422
    return c.html(String(await again(error)), status)
  }
}
