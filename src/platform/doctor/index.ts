/** Whether an installation is sound: checks, what they find, and what to do. */
export { type Check, examine, type Finding, well } from './check.ts'
export { machineChecks } from './machine.ts'
export { isPublic, settingChecks } from './settings.ts'
