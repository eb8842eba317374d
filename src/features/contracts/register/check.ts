import type { Check } from '#platform/doctor'
import { openRegister } from './register.ts'

/** Whether the register is as its last import left it. */
export const registerCheck: Check = {
  name: 'Registre',
  async ask(db) {
    const { at } = await openRegister(db.read)
    const states = await db.read.selectFrom('import').select(['id', 'file', 'state']).orderBy('id', 'desc').execute()
    const last = states.find(({ state }) => state === 'finished')
    const found = last ? `génération ${at}, dernier import n° ${last.id} (${last.file})` : 'aucun import'
    const cut = states.find(({ state }) => state === 'running')
    const free = cut !== undefined && !(await db.busy('import'))
    return {
      found: cut ? `${found} ; import n° ${cut.id} (${cut.file}) ${free ? 'interrompu' : 'en cours'}` : found,
      remedy: free ? 'Importez de nouveau ce fichier : le prochain import efface ce qui en restait.' : null,
    }
  },
}
