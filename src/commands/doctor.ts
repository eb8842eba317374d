import { registerCheck } from '#features/contracts'
import { attachmentsCheck } from '#features/discussion'
import { Refusal } from '#kernel'
import { readConfig } from '#platform/config'
import { type Check, examine, type Finding, machineChecks, settingChecks } from '#platform/doctor'
import { jobsCheck } from '#platform/jobs'
import { mailCheck } from '#platform/mail'
import { type Command, type ExitCode, HeldFolder, print, readOptions, type Shell, withDatabase } from './command.ts'
import { sentenceOf } from './outcome.ts'

/** Whoever has something to check adds it here. */
const CHECKS: Check[] = [...machineChecks, ...settingChecks, mailCheck, jobsCheck, registerCheck, attachmentsCheck]

export const doctorCommand: Command = {
  usage: 'doctor [--json] [--data DOSSIER]',
  help: 'vérifie l’installation, et dit quoi faire de ce qui ne va pas',
  async run(args, shell) {
    const { values } = readOptions(args, {})
    const findings = await findingsOf(shell, values.data)
    const ok = findings.every(({ remedy }) => remedy === null)
    if (values.json) await print(shell, { ok, checks: findings.map(one => ({ ok: one.remedy === null, ...one })) })
    else
      for (const { name, found, remedy } of findings)
        await shell.write(`${remedy === null ? '✓' : '✗'} ${name} : ${found}${remedy ? `. ${remedy}` : ''}\n`)
    return (ok ? 0 : 1) satisfies ExitCode
  },
}

/** Where the database cannot be opened, that is one of them, and what can be known without it is said too. */
async function findingsOf(shell: Shell, data: string | undefined): Promise<Finding[]> {
  try {
    return await withDatabase(shell, data, (db, config) => examine(CHECKS, config, db))
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof HeldFolder) throw error
    const closed = { name: 'Base de données', found: sentenceOf(error, doctorCommand), remedy: '' }
    return [...(await examine(CHECKS, readConfig(process.env, data), null)), closed]
  }
}
