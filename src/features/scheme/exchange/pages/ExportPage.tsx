import { ButtonLink, Card, typo } from '#ui'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import { SheetLinks } from '../../pages/SheetLinks.tsx'
import { inForce } from '../../scheme.ts'
import { FORMATS, type FormatName } from '../formats.ts'

const EXPLAINED: Record<FormatName, string> = {
  xlsx: 'Une feuille par sorte de chose : axes, objectifs, actions, calendrier, indicateurs, repères, valeurs.',
  ods: 'Le même classeur, pour LibreOffice.',
  csv: 'Les mêmes tableaux, un fichier chacun, séparés par des points-virgules.',
  docx: 'À lire et à annoter : un tableau par action et par indicateur.',
  json: 'Pour un programme : le document complet, au format décrit dans la documentation.',
}
const ORDER: readonly FormatName[] = ['xlsx', 'ods', 'csv', 'docx', 'json']

/** The files that a scheme may be taken away as. */
export const ExportPage = (props: Framed) => {
  const base = baseOf(props.actor, props.scheme)
  return (
    <SchemePage
      {...props}
      title="Exporter le schéma"
      lede={typo(
        'Chaque fichier contient tout le texte de travail : importé ici ou ailleurs, il redonne le même schéma.',
      )}
    >
      <Card id="document" title="À lire, à imprimer, à joindre">
        <p>{typo('Tout le schéma, fiche par fiche, avec ce que disent ses indicateurs et ses versions adoptées.')}</p>
        <div class="actions">
          <SheetLinks at={`${base}/document`} of="du schéma entier" />
          <ButtonLink href={`${base}/editions`}>Comparer les éditions</ButtonLink>
          {inForce(props.scheme) && <ButtonLink href={`${base}/renouvellement`}>Dossier de renouvellement</ButtonLink>}
        </div>
      </Card>
      <Card id="echange" title="À reprendre ailleurs">
        <ul class="stack">
          {ORDER.map(name => (
            <li>
              <ButtonLink href={`${base}/export/${name}`} icon="download" download>
                {FORMATS[name].label}
              </ButtonLink>
              <p class="small muted">{typo(EXPLAINED[name])}</p>
            </li>
          ))}
        </ul>
      </Card>
    </SchemePage>
  )
}
