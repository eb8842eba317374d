import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { root } from './root.ts'

const NOT_OURS = /^(node_modules|dist|data|data-demo|\.git)(\/|$)/

/** The files of the project that git knows or would add; those of the folder, less what is made, where there is no git. */
export function projectFiles(): string[] {
  const paths = existsSync(root('.git'))
    ? execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
        cwd: root(),
        encoding: 'utf8',
      }).split('\0')
    : readdirSync(root(), { recursive: true, encoding: 'utf8' })
  return [...new Set(paths)]
    .filter(path => path !== '' && !NOT_OURS.test(path) && existsSync(root(path)) && statSync(root(path)).isFile())
    .sort()
}

/** The text of a file of the project. */
export function textOf(path: string): string {
  return readFileSync(root(path), 'utf8')
}

/** A JSON file of the project. */
export function jsonOf<T>(path: string): T {
  return JSON.parse(textOf(path)) as T
}
