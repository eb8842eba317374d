import { schemeLawOn } from '#features/obligations'
import { docxOf } from '#platform/docx'
import type { Paper } from '#platform/paper'
import { pdfOf } from '#platform/pdf'
import { xlsxOf } from '#platform/xlsx'
import { zipped } from '#platform/zip'
import { count, day, fr } from '#ui'
import { heading, list, text } from '../bilan/composing/pieces.ts'
import { articles, BLANK, fact, lawRuns, visasOf } from '../sheets/deliberation.ts'
import type { Sheets } from '../sheets/facts.ts'
import { schemePaper } from '../sheets/scheme.ts'
import { versionsBlocks, versionsPaper } from '../sheets/versions.ts'
import { comparisonPaper } from './comparison-paper.ts'
import { editionName } from './editions.ts'
import { type Renewal, targetsIn } from './renewal.ts'
import { recommended, renewalPaper } from './renewal-paper.ts'

/** What the package of a renewal holds, in words; the other edition and its comparison where it is open. */
export const joinedTo = ({ next }: Pick<Renewal, 'next'>): string[] => [
  'Ce dossier, à lire (PDF) et à modifier (Word), et ses tableaux (Excel)',
  'Projet de délibération, à compléter (Word)',
  'Versions adoptées du schéma, avec leurs empreintes (PDF)',
  ...(next
    ? ['Comparaison des éditions, à lire (PDF), à modifier (Word) et ses tableaux (Excel)', 'Texte de l’édition suivante, à lire (PDF) et à modifier (Word)'] // biome-ignore format: one line
    : []),
]

/** What an assembly is given to renew an edition, as one archive. The same facts give the same bytes. @param following the text of the next edition, where one is open */
export async function renewalPackage(renewal: Renewal, following: Sheets | null): Promise<Uint8Array> {
  const { document, author, day: on, versions, next } = renewal
  const paper = renewalPaper(renewal, joinedTo(renewal))
  const compared = next && comparisonPaper(next.read)
  const text = following && schemePaper(following)
  const files: [name: string, content: Promise<Uint8Array>][] = [
    ['1-dossier-de-renouvellement.pdf', pdfOf(paper)],
    ['1-dossier-de-renouvellement.docx', docxOf(paper)],
    ['1-tableaux.xlsx', xlsxOf(paper)],
    ['2-projet-de-deliberation.docx', docxOf(renewalDeliberation(renewal))],
    ['3-versions-du-schema.pdf', pdfOf(versionsPaper(document, author, on, versions))],
  ]
  if (compared)
    files.push(
      ['4-comparaison-des-editions.pdf', pdfOf(compared)],
      ['4-comparaison-des-editions.docx', docxOf(compared)],
      ['4-comparaison-des-editions.xlsx', xlsxOf(compared)],
    )
  if (text) files.push(['5-edition-suivante.pdf', pdfOf(text)], ['5-edition-suivante.docx', docxOf(text)])
  return zipped(
    await Promise.all(
      files.map(async ([name, made]) => ({ name, content: await made, plain: !name.endsWith('.pdf') })),
    ),
  )
}

/** A draft of the decision by which an assembly renews an edition: what is known is said, what it alone knows is left to it. */
export function renewalDeliberation(renewal: Renewal): Paper {
  const { document, author, logo, day: on, versions, cycle, written, next } = renewal
  const { aimed, reached } = targetsIn(renewal)
  const { evaluated, actions } = cycle.coverage
  const law = schemeLawOn(on)
  const leaving = recommended(renewal, 'leave')
  const after = next?.read.compared.after
  return {
    short: true,
    title: 'Projet de délibération : renouvellement du schéma',
    subtitle: document.title,
    author,
    day: on,
    description: 'Projet par lequel l’assemblée prend acte de la fin d’une édition du schéma et décide de la suivante.',
    facts: [],
    notice: [document.notice, 'Projet à faire vérifier par le service juridique avant toute délibération.'].filter(Boolean).join(' '), // biome-ignore format: one line
    address: '',
    ...(logo ? { logo } : {}),
    blocks: [
      {
        as: 'facts',
        items: [
          fact('Assemblée', fr`${author}, ${BLANK}`),
          fact('Séance du', BLANK),
          fact('Rapporteur', BLANK),
          fact('Objet', fr`Renouvellement du schéma « ${document.title} », édition ${editionName(document)}`),
        ],
      },
      heading(1, 'visas', 'L’assemblée délibérante'),
      list([
        ...(law ? ['Vu le code de la commande publique, notamment son article L. 2111-3 ;'] : []),
        ...visasOf(versions, renewal),
        'Vu le dossier de renouvellement annexé à la présente délibération ;',
        fr`Vu les autres textes, avis et rapports : ${BLANK} ;`,
      ]),
      heading(1, 'considerants', 'Considérant'),
      list([
        fr`que l’édition ${editionName(document)} couvre la période du ${day(document.from)} au ${day(document.to)} ;`,
        fr`que ${evaluated} de ses ${count(actions, 'action')} ${evaluated < 2 ? 'a' : 'ont'} une évaluation validée, et que ${leaving} ${leaving < 2 ? 'sortie est recommandée' : 'sorties sont recommandées'} ;`,
        aimed.length === 0
          ? 'qu’aucun indicateur à cible chiffrée n’a de valeur validée ;'
          : fr`que sur ${count(aimed.length, 'indicateur')} à cible chiffrée et à valeur validée, ${reached.length} ${reached.length < 2 ? 'atteint' : 'atteignent'} la ${reached.length < 2 ? 'sienne' : 'leur'} ;`,
      ]),
      heading(1, 'decision', 'Après en avoir délibéré'),
      ...articles([
        fr`L’assemblée prend acte de la façon dont se termine l’édition ${editionName(document)} du schéma, telle que la dit le dossier annexé.`,
        written.orientations.words === ''
          ? fr`Elle fixe ainsi les orientations de l’édition suivante : ${BLANK}.`
          : 'Elle approuve les orientations de l’édition suivante, telles que les écrit le dossier annexé.',
        after
          ? fr`Elle adopte l’édition ${after.name}, pour la période du ${day(after.document.from)} au ${day(after.document.to)}, dont le texte est annexé.`
          : fr`Elle demande que l’édition suivante lui soit présentée avant le ${BLANK}.`,
        fr`Qui exécute la présente délibération, et à qui elle est transmise : ${BLANK}.`,
      ]),
      text({ text: 'Vote : ', strong: true }, BLANK),
      heading(1, 'versions', 'Annexe : les versions adoptées du schéma'),
      ...versionsBlocks(versions),
      ...(law ? [heading(1, 'droit', 'Annexe : le droit cité'), list([lawRuns(law)])] : []),
    ],
  }
}
