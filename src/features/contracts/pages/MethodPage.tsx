import { fr, Page, PageHead, Section, Status, Table, typo } from '#ui'
import type { ConsiderationState } from '../contracts.ts'
import { STATE_MEANINGS, STATE_WORDS } from '../words.ts'
import { stateMark } from './marks.ts'

const STATES: readonly ConsiderationState[] = ['yes', 'none', 'not-filled', 'unreadable']

/** How every figure of the register is made: the rules, in the order in which they apply. */
export const MethodPage = ({ demo }: { demo: boolean }) => (
  <Page title="Méthode" current="method" demo={demo} width="text">
    <PageHead
      title="Méthode"
      lede="Comment un fichier officiel devient un taux. Les mêmes règles s’appliquent à tous les acheteurs, et chacun peut refaire le calcul à partir des marchés téléchargés."
    />
    <Section id="donnees" title="Les données">
      <p>
        {fr`Les marchés viennent des fichiers de données essentielles de la commande publique (DECP), que chaque acheteur publie dans les deux mois qui suivent la notification d’un marché de 40 000 € HT ou plus (à vérifier : arrêté du 22 décembre 2022). Le format actuel s’applique aux marchés notifiés depuis 2024 ; le précédent ne disait rien des considérations.`}
      </p>
      <p>
        {typo(
          'Rien n’est perdu : le texte d’origine de chaque marché est gardé à côté de ce que nous en lisons. Seuls sont rejetés, et gardés dans un fichier à part, les enregistrements qui ne décrivent pas un objet ou ne nomment aucun acheteur.',
        )}
      </p>
    </Section>
    <Section id="identite" title="Un marché, une ligne">
      <p>
        Deux publications parlent du même marché quand elles ont le même acheteur (SIRET), le même numéro, la même date
        de notification, les mêmes titulaires et le même objet, sans tenir compte de la casse, des accents ni de la
        ponctuation. Chaque lot est un marché.
      </p>
      <p>
        {typo(
          'Quand un marché est publié plusieurs fois, la publication la plus récente l’emporte ; à dates égales, celle du dernier fichier importé, puis la dernière ligne. Les versions précédentes restent visibles sur la page du marché.',
        )}
      </p>
      <p>
        {typo(
          'Le tableau du portail national répète le marché à chacune de ses modifications, avec la date et le montant du moment : nous le lisons dans sa version d’origine, et les suivantes en sont les modifications. Si le tableau n’a pas cette version, le marché est gardé tel quel et signalé.',
        )}
      </p>
    </Section>
    <Section id="etats" title="Quatre états, jamais confondus">
      <Table
        id="quatre-etats"
        caption="Ce qu’un marché dit de ses considérations sociales ou environnementales"
        hideCaption
        stack
        bare
        columns={[
          {
            head: 'État',
            cell: (state: ConsiderationState) => <Status {...stateMark(state)}>{STATE_WORDS[state]}</Status>,
          },
          { head: 'Sens', cell: state => STATE_MEANINGS[state] },
        ]}
        rows={STATES}
      />
      <p>
        {fr`Si un marché porte à la fois « Pas de considération… » et une valeur de la liste, il compte pour « oui » et l’anomalie est signalée. Les mots NC, MQ, CDL et « Sans objet » veulent dire « non renseigné » ; dans le tableau national seulement, « Sans objet » remplace « Pas de considération… ».`}
      </p>
    </Section>
    <Section id="taux" title="Les taux">
      <p>
        {fr`En nombre : les marchés « oui » divisés par les marchés renseignés, « oui » ou « non, déclaré ». À côté figurent toujours la part renseignée et le plancher, qui divise les « oui » par tous les marchés notifiés.`}
      </p>
      <p>
        {fr`En valeur : la même division sur les montants initiaux hors taxes, au centime. Sont écartés les montants absents, inférieurs à 1 €, supérieurs à 3 milliards d’euros, et la valeur convenue 12 311 111 111 €. Une modification ne remplace pas le montant initial : son montant est tantôt un total, tantôt une différence.`}
      </p>
      <p>
        {fr`Les lignes d’accord-cadre qui ont le même acheteur, la même date, le même code CPV, le même montant et le même objet répètent un seul plafond : il est compté une fois, et vaut « oui » si l’une des lignes le dit.`}
      </p>
      <p>
        {fr`Les concessions ont leur propre ligne. Un taux sans dénominateur n’est pas zéro : il est « non calculable ». Un taux est arrondi une seule fois, la moitié vers le haut.`}
      </p>
    </Section>
    <Section id="annee" title="L’année">
      <p>
        L’année est celle de la notification. Un marché sans date, ou dont la date n’existe pas, n’appartient à aucune
        année et n’entre que dans les totaux de toutes les années.
      </p>
    </Section>
    <Section id="limites" title="Ce que ces taux ne disent pas">
      <p>
        {fr`Le fichier officiel ne connaît que trois valeurs sociales et deux environnementales : il ne dit ni l’ambition d’une clause, ni si elle a été suivie. Depuis le 21 août 2026, une condition d’exécution et un critère environnementaux sont exigés dans chaque nouvelle consultation (loi du 22 août 2021, article 35, à vérifier sur Légifrance) : le taux tend vers 100 % et ne suffira plus à distinguer les acheteurs.`}
      </p>
    </Section>
    <Section id="qualite" title="La qualité des données">
      <p>
        Chaque défaut relevé est compté, expliqué et rattaché à ses lignes : voir{' '}
        <a href="/qualite">la qualité des données</a> et <a href="/imports">les fichiers importés</a>.
      </p>
    </Section>
  </Page>
)
