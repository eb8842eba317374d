import { fr, Section } from '#ui'

/** How to import and undo, from the command line. `id` is the import that can be undone, where the page is about one. */
export const ImportHowTo = ({ id }: { id?: number }) => (
  <Section id="commandes" title="Importer ou annuler, depuis le serveur">
    <div class="prose">
      <p>{fr`Importer un ou plusieurs fichiers de données essentielles. JSON, XML et CSV sont reconnus à leur contenu, compressés ou non :`}</p>
      <pre tabindex={0}>
        <code>bin/mieuxdisant import FICHIER…</code>
      </pre>
      <p>
        {id === undefined
          ? fr`Retirer du registre ce qu’un import y a apporté, en rendant ce qu’il avait remplacé :`
          : fr`Retirer du registre ce que cet import y a apporté, en rendant ce qu’il avait remplacé :`}
      </p>
      <pre tabindex={0}>
        <code>bin/mieuxdisant undo {id ?? 'NUMÉRO'}</code>
      </pre>
      <p class="small muted">
        {fr`Un fichier est importé en entier ou pas du tout. Importer deux fois le même ne change rien. Si la base embarquée est ouverte par le serveur, arrêtez-le d’abord, ou utilisez PostgreSQL.`}
      </p>
    </div>
  </Section>
)
