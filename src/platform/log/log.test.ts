import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const FAULTY = `
  import { noteUnawaited, openLog } from '#platform/log'
  const leave = noteUnawaited(openLog('error'))
  Promise.reject(new Error('oubliée'))
  setTimeout(() => {
    console.log('toujours là')
    leave()
    Promise.reject(new Error('encore'))
  }, 20)
`

test('a failure that nobody awaits is noted, and ends nothing; without it, it ends the process', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type', 'module', '-e', FAULTY])
  const { code, stdout, stderr } = await run.then(
    () => expect.fail('the second one should have ended it'),
    (ended: { code: number; stdout: string; stderr: string }) => ended,
  )
  expect(stdout).toBe('toujours là\n')
  expect(JSON.parse(stderr.split('\n')[0] ?? '')).toMatchObject({
    msg: 'fault that nobody awaited',
    error: { message: 'oubliée' },
  })
  expect({ code, second: stderr.includes('encore') }).toEqual({ code: 1, second: true })
})
