import { expect, test } from 'vitest'
import { jsonOf, projectFiles, textOf } from '../support/project-files.ts'

interface Package {
  license: string
  engines: { node: string }
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

interface LockedPackage {
  version?: string
  resolved?: string
  link?: boolean
}

const manifest = jsonOf<Package>('package.json')
const lock = jsonOf<{ lockfileVersion: number; packages: Record<string, LockedPackage> }>('package-lock.json')
const listed = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })

test('every dependency has an exact version, the one of the lock', () => {
  expect(listed.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  expect(listed.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([])
})

test('the lock names no address: it installs from any registry', () => {
  expect(lock.lockfileVersion).toBe(3)
  const packages = Object.entries(lock.packages)
  expect(packages.length).toBeGreaterThan(listed.length)
  expect(packages.filter(([, { resolved, link }]) => resolved !== undefined && !link).map(([path]) => path)).toEqual([])
})

test('.npmrc keeps it so, and says nothing of a machine', () => {
  const settings = textOf('.npmrc').trim().split('\n').sort()
  expect(settings).toEqual(['audit=false', 'fund=false', 'omit-lockfile-registry-resolved=true', 'save-exact=true'])
})

// Written so that this file does not find itself.
const PLACES: readonly [string, RegExp][] = [
  [
    'a folder of someone’s machine',
    /(?:\/home|\/Users)\/(?!node\/|app\/)[a-z][\w.-]*\/|[A-Z]:\\Users\\|\/root\/[\w.]|\/work\/(?:main|shared)\b/,
  ],
  ['a registry', /https?:\/\/[\w.-]*(?:registry|artifactory|verdaccio|nexus)[\w.-]*(?::\d+)?\/|_auth[T]oken|:487[3]\b/],
]

test('no file names a machine or a registry', () => {
  const texts = projectFiles().filter(path => !/\.(png|woff2?|ico|gz|zip|xlsx|pdf|jpg)$/.test(path))
  expect(texts.length).toBeGreaterThan(50)
  const found = texts.flatMap(path => {
    const text = textOf(path)
    return PLACES.flatMap(([what, pattern]) =>
      pattern.test(text) ? [`${path}: ${what} (${pattern.exec(text)?.[0]})`] : [],
    )
  })
  expect(found).toEqual([])
})

test.each([
  ['/home/', 'alice/src'],
  ['/Users/', 'bob/src'],
  ['/work/', 'main'],
  ['https://registry.', 'npmjs.org/hono'],
  ['//host/:_auth', 'Token=x'],
])('“%s%s” would be found', (start, end) => {
  expect(PLACES.filter(([, pattern]) => pattern.test(start + end))).toHaveLength(1)
})

test('the licence is the EUPL 1.2, word for word', async () => {
  expect(manifest.license).toBe('EUPL-1.2')
  const { licenseText } = jsonOf<{ licenseText: string }>('node_modules/spdx-license-list/licenses/EUPL-1.2.json')
  expect(textOf('LICENSE').split(/\s+/).join(' ').trim()).toBe(licenseText.split(/\s+/).join(' ').trim())
})

test('Node from 20.19 on', () => {
  expect(manifest.engines.node).toBe('>=20.19')
})
