import { type Check, well } from '#platform/doctor'
import { count, fileSize } from '#ui'
import { sizeOf } from './store.ts'

/** The attachments that are on the disk, and those that should be. */
export const attachmentsCheck: Check = {
  name: 'Pièces jointes',
  async ask(db, { dataDir }) {
    const contents = await db.transaction(trx =>
      trx
        .selectFrom('attachment')
        .select(['organisation_id', 'sha256', 'bytes'])
        .distinct()
        .where('removed_at', 'is', null)
        .execute(),
    )
    const gone = contents.filter(one => sizeOf({ dataDir }, one.organisation_id, one.sha256) !== one.bytes)
    const weight = fileSize(contents.reduce((sum, { bytes }) => sum + bytes, 0))
    if (gone.length === 0)
      return well(contents.length === 0 ? 'aucune' : `${count(contents.length, 'fichier')}, ${weight}`)
    return {
      found: `${count(gone.length, 'fichier')} sur ${contents.length} manque${gone.length > 1 ? 'nt' : ''} ou n’${gone.length > 1 ? 'ont' : 'a'} pas la bonne taille`,
      remedy: `Remettez ${dataDir}/pieces comme dans votre sauvegarde. Si plusieurs machines servent cette base, elles doivent partager ce dossier.`,
    }
  },
}
