import { fileURLToPath } from 'node:url'

/** The place of a path of the project, whatever the working folder. */
export function root(path = ''): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}
