import { inForce, openVersion, type Scheme } from '../scheme.ts'

/** What a scheme waits for, from its first draft to the bilans of what was adopted, for whoever leads it: the pages where it is done. */
export const NextStep = ({ scheme, base }: { scheme: Scheme; base: string }) => {
  const { words, pages } = waitedFor(scheme)
  return (
    <nav class="well row" aria-label="La suite">
      <b>{words}</b>
      {pages.map(([path, label]) => (
        <a href={base + path}>{label}</a>
      ))}
    </nav>
  )
}

function waitedFor(scheme: Scheme): { words: string; pages: readonly (readonly [path: string, label: string])[] } {
  const open = openVersion(scheme)
  if (open?.state === 'draft')
    return {
      words: inForce(scheme) ? 'Quand la modification est écrite\u00a0:' : 'Quand le texte est écrit\u00a0:',
      pages: [['/versions', 'Le soumettre à l’assemblée']],
    }
  if (open) return { words: 'Quand l’assemblée a délibéré\u00a0:', pages: [['/versions', 'Dire sa décision']] }
  if (inForce(scheme))
    return {
      words: 'Chaque année\u00a0:',
      pages: [
        ['/saisie', 'Saisir les valeurs'],
        ['/validation', 'Les valider'],
        ['/bilans', 'Publier le bilan'],
      ],
    }
  return { words: 'Ce schéma est abandonné.', pages: [['/versions', 'Rouvrir un brouillon']] }
}
