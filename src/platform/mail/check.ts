import { type Check, isPublic } from '#platform/doctor'
import { withoutAddresses } from '#platform/jobs'
import { serverOf } from './server.ts'

/** How long the server may take to answer, in milliseconds. */
const PATIENCE = 5000

/** Whether mails leave: the server greets, and takes our credentials. */
export const mailCheck: Check = {
  name: 'Courriels',
  async look(config) {
    if (config.mailUrl === null) {
      const found = 'écrits dans DATA_DIR/outbox, aucun ne part'
      const remedy =
        'Donnez MAIL_URL et MAIL_FROM : sans eux, personne ne reçoit ni invitation, ni lien pour son mot de passe.'
      return { found, remedy: isPublic(config) ? remedy : null }
    }
    const { hostname, port } = new URL(config.mailUrl)
    const server = port ? `${hostname}:${port}` : hostname
    const { createTransport } = await import('nodemailer')
    const transporter = createTransport({
      ...serverOf(config.mailUrl),
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
    })
    try {
      await transporter.verify()
      return { found: `${server} répond`, remedy: null }
    } catch (error) {
      return {
        found: `${server} : ${withoutAddresses((error as Error).message)}`,
        remedy:
          'Vérifiez MAIL_URL, le pare-feu et ce serveur : les courriels attendent, et partiront quand il répondra.',
      }
    } finally {
      transporter.close()
    }
  },
}
