import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { programFile } from '#platform/files'

/** Which program this is: its version, and a digest of what was built (`dist/cli.js` names the digest of every other piece). */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(programFile('package.json'), 'utf8')) as { version: string }
  const built = createHash('sha256')
    .update(readFileSync(programFile('dist/cli.js')))
    .digest('hex')
  return `${version}-${built.slice(0, 12)}`
}
