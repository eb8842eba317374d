import { cli } from './cli.ts'

/** A folder with the example, made once per run, and the pass-phrase of its people. */
export interface Example {
  folder: string
  password: string
}

/** Makes the example in a folder that does not exist. */
export async function makeExample(folder: string): Promise<Example> {
  const { code, stderr } = await cli({ dataDir: folder }, 'demo')
  const password = /Mot de passe de toutes ces personnes : (\S+)/.exec(stderr)?.[1]
  if (code !== 0 || !password) throw new Error(`“mieuxdisant demo” ended with ${code}:\n${stderr}`)
  return { folder, password }
}
