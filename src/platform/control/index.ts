/** Commands while a server runs: the embedded database belongs to one process, which carries them out for other terminals of its user. */
export { askServer } from './guest.ts'
export { type CarryOut, takeCommands } from './host.ts'
export { ownTerminal, type Terminal } from './terminal.ts'
export { programVersion } from './version.ts'
