import { Readable } from 'node:stream'
import type { Database } from '#platform/db'
import { pngOf } from '#platform/images'
import { scopeOf } from '../access.ts'
import type { Actor } from '../organisations.ts'
import { keepLogo, logoOf } from './logos.ts'

/** A valley between two hills, and the name: ours, and the arms of nobody. */
const EXAMPLE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="110" viewBox="0 0 400 110">
<g fill="none" stroke-linecap="round" stroke-width="9">
<path d="M14 72 C34 22 54 22 66 50" stroke="#2f6a35"/>
<path d="M54 72 C72 10 94 10 110 72" stroke="#4b2a63"/>
<path d="M14 94 C34 84 50 104 70 94 S94 86 110 92" stroke="#1f6f8b"/>
</g>
<g font-family="Public Sans" fill="#231d2a">
<text x="136" y="46" font-size="22">Département de</text>
<text x="134" y="92" font-size="46" font-weight="700">la Vallonne</text>
</g>
</svg>`

/** Gives an organisation of the example its logo, where it has none. */
export async function openExampleLogo(db: Database, actor: Actor): Promise<void> {
  const known = await db.as(scopeOf(actor), trx => logoOf(trx, actor))
  if (known === null) await keepLogo(db, actor, Readable.from([await pngOf(EXAMPLE)]))
}
