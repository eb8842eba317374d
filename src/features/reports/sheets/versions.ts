import type { Block, Paper } from '#platform/paper'
import { day, fr } from '#ui'

/** A version of a text that was adopted. */
export interface VersionFacts {
  number: number
  adoption: { on: string; deliberation: string; vote: string }
  /** Of its JSON file. */
  sha256: string
}

/** The adopted versions of a text, each with what proves it. */
export function versionsBlocks(versions: readonly VersionFacts[]): Block[] {
  if (versions.length === 0) return [{ as: 'text', runs: [{ text: 'Aucune version n’est encore adoptée.' }] }]
  return [
    {
      as: 'list',
      ordered: false,
      items: versions.map(({ number, adoption: { on, deliberation, vote }, sha256 }) => [
        {
          as: 'text',
          runs: [
            { text: fr`Version ${number}`, strong: true },
            {
              text: [
                fr`, adoptée le ${day(on)}`,
                deliberation && fr`, délibération ${deliberation}`,
                vote && `, ${vote}`,
                sha256 && fr`\nEmpreinte SHA-256 : ${sha256}`,
              ].join(''),
            },
          ],
        },
      ]),
    },
    {
      as: 'text',
      runs: [
        {
          text: fr`L’empreinte est celle du fichier JSON de la version, à l’octet près : qui télécharge ce fichier la recalcule, et sait que le texte est celui qui a été adopté.`,
        },
      ],
    },
  ]
}

/** The list of them as a document of its own. */
export const versionsPaper = (
  scheme: { title: string; notice: string },
  author: string,
  day: string,
  versions: readonly VersionFacts[],
): Paper => ({
  short: true,
  title: 'Versions du schéma',
  subtitle: scheme.title,
  author,
  description: 'Chaque version adoptée, sa délibération et son empreinte.',
  day,
  facts: [],
  notice: scheme.notice,
  address: '',
  blocks: versionsBlocks(versions),
})
