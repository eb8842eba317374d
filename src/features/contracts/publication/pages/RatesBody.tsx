import type { Published } from '#features/publications'
import { Alert, Card, count, Day, Disclosure, fr, inParis, nb, Table, typo } from '#ui'
import { linkTo } from '../../rates/scope.ts'
import type { RatesFigures } from '../figures.ts'
import { PublishedPillar } from './PublishedPillar.tsx'

/** The figures of a publication of ours. */
export const figuresIn = ({ content }: Pick<Published, 'content'>) => content as RatesFigures

/** What the page is about, in a breath. */
export const ledeOf = ({ year, rates }: RatesFigures) =>
  fr`${count(rates.contracts, 'marché public notifié', 'marchés publics notifiés')} en ${year} : voici combien tiennent compte de l’environnement, de l’emploi et de l’inclusion.`

/** The rates of a buyer for a year as everybody reads them, whatever the register says since. */
export const RatesBody = ({ figures }: { figures: RatesFigures }) => (
  <>
    <Cautions figures={figures} />
    <PublishedPillar figures={figures} pillar="environnementale" />
    <PublishedPillar figures={figures} pillar="sociale" />
    <Corrections figures={figures} />
    <div class="grid grid--wide">
      <LeftOut figures={figures} />
      <Behind figures={figures} />
    </div>
  </>
)

const Cautions = ({ figures: { year, complete, defects } }: { figures: RatesFigures }) => {
  const doubtful = defects.find(({ code }) => code === 'amount-doubtful')?.contracts ?? 0
  return (
    <>
      {!complete && (
        <Alert state="info" title={fr`L’année ${year} n’était pas finie à la publication`}>
          <p>Les marchés notifiés ensuite ne sont pas dans ces chiffres.</p>
        </Alert>
      )}
      {doubtful > 0 && (
        <Alert state="warn" title="Les taux en valeur sont à lire avec prudence">
          <p>{fr`${count(doubtful, 'marché')} ${doubtful < 2 ? 'a' : 'ont'} un montant douteux, comme 999 999 999 €. Un seul peut écraser tous les autres.`}</p>
        </Alert>
      )}
    </>
  )
}

/** Two rates side by side need a word: whose each is. */
const Corrections = ({ figures: { corrections, buyer, year } }: { figures: RatesFigures }) =>
  corrections ? (
    <Card id="corrections" title="Deux taux, et pourquoi">
      <p>
        {fr`Les grands chiffres sont ceux de la donnée officielle. ${count(corrections.contracts, 'marché')} de cette année ${corrections.contracts < 2 ? 'porte' : 'portent'} aussi ${corrections.corrections === 1 ? 'une correction' : `${nb(corrections.corrections)} corrections`} de l’acheteur, ${corrections.corrections === 1 ? 'datée et motivée' : 'datées et motivées'} : le taux « avec corrections » applique la même règle à ces valeurs-là.`}
      </p>
      <p>
        {fr`Celles du jour de la publication sont dans marches.csv, avec leurs motifs. `}
        <a href={linkTo('/corrections', { acheteurs: buyer.siren, annee: String(year) })}>
          Voir les corrections d’aujourd’hui
        </a>
      </p>
    </Card>
  ) : null

const LeftOut = ({ figures }: { figures: RatesFigures }) => {
  const { exclusions, defects } = figures
  // A rate in value has every reason of the same rate in number, in their order.
  const reasons = [...new Set(exclusions.filter(one => one.measure === 'valeur').map(one => one.reason))]
  const cell = (reason: string, pillar: 'social' | 'environmental') => {
    const found = exclusions.filter(one => one.reason === reason && one.pillar === pillar)
    return found.length === 0 ? 'aucun' : nb(found[0]?.contracts ?? 0)
  }
  const inValueOnly = (reason: string) => exclusions.every(one => one.reason !== reason || one.measure === 'valeur')
  return (
    <Card id="exclusions" title="Ce qui n’est pas compté">
      {reasons.length === 0 ? (
        <p>{fr`Rien : tous les marchés de l’année sont dans le calcul.`}</p>
      ) : (
        <Table
          id="exclusions-table"
          caption="Contrats laissés de côté, par motif"
          hideCaption
          bare
          columns={[
            {
              head: 'Motif',
              cell: (reason: string) => (
                <>
                  {typo(reason)}
                  {inValueOnly(reason) && <small>pour les taux en valeur</small>}
                </>
              ),
            },
            { head: 'Environnement', cell: reason => cell(reason, 'environmental'), numeric: true },
            { head: 'Social', cell: reason => cell(reason, 'social'), numeric: true },
          ]}
          rows={reasons}
        />
      )}
      {defects.length > 0 && (
        <Disclosure summary="Les défauts de ces données">
          <ul>
            {defects.map(({ label, contracts }) => (
              <li>{fr`${typo(label)} : ${count(contracts, 'marché')}`}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  )
}

const Behind = ({ figures: { buyer, year, rates, register, method, law } }: { figures: RatesFigures }) => (
  <Card id="marches" title="Les marchés derrière ces chiffres">
    <p>
      <a href={linkTo('/marches', { acheteurs: buyer.siren, annee: String(year) })}>
        {fr`Voir les ${count(rates.contracts, 'marché')} dans le registre`}
      </a>
      {fr`, un par un. Le registre vit : ces chiffres sont ceux du jour de la publication, et marches.csv garde les marchés de ce jour-là.`}
    </p>
    <p>{fr`Ils viennent ${register.imports.length < 2 ? 'de ce fichier officiel' : 'de ces fichiers officiels'} :`}</p>
    <ul>
      {register.imports.map(({ import: id, file, importedAt, contracts }) => (
        <li>
          <a href={`/imports/${id}`}>
            <bdi>{file}</bdi>
          </a>
          {fr` (${count(contracts, 'marché')}`}
          {importedAt && (
            <>
              , importé le <Day date={inParis(new Date(importedAt)).date} short />
            </>
          )}
          )
        </li>
      ))}
    </ul>
    <Disclosure summary="La méthode, et les textes">
      <ul>
        {method.map(line => (
          <li>{typo(line)}</li>
        ))}
      </ul>
      <ul>
        {law.map(({ text, says, verified }) => (
          <li>{fr`${typo(text)} : ${typo(says)}${verified ? '' : ' (à vérifier sur Légifrance)'}.`}</li>
        ))}
      </ul>
    </Disclosure>
  </Card>
)

/** How anybody computes the figures again. */
export const Recomputing = ({ address }: { address: string }) => {
  const file = (name: string) => (
    <a href={`${address}/${name}`} download>
      {name}
    </a>
  )
  return (
    <>
      <p>Chacun peut refaire ces calculs, sans nous.</p>
      <ol>
        <li>
          Téléchargez dans un même dossier {file('marches.csv')}, {file('taux.json')} et {file('recalcul.mjs')}.
        </li>
        <li>
          Dans ce dossier, lancez <code>node recalcul.mjs</code>
          {fr` (Node.js 20 ou plus récent).`}
        </li>
        <li>{fr`Lisez la réponse : « identique », ou ce qui diffère.`}</li>
      </ol>
      <p class="small muted">Le programme ne lit que ces fichiers, n’envoie rien, et tient en une page commentée.</p>
    </>
  )
}
