import { raw } from 'hono/html'
import { LogoImage } from '#features/organisations'
import type { Paper } from '#platform/paper'
import { styles } from '#ui'
import { Blocks, Contents } from './Blocks.tsx'

/** A document as one HTML file that needs nothing else: its style within, its charts as drawings. */
export function htmlOf(paper: Paper): string {
  const { title, subtitle, author, logo, description, facts, notice, address, blocks } = paper
  const charts = new Map(blocks.flatMap(block => (block.as === 'chart' ? [[block.id, block] as const] : [])))
  const page = (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{`${title} – ${subtitle}`}</title>
        <meta name="description" content={description} />
        <meta name="author" content={author} />
        <style>{raw(styles.body.toString())}</style>
      </head>
      <body>
        <main class="main">
          <div class="page page--text public">
            <header class="stack stack--tight">
              {logo && <LogoImage src={`data:image/png;base64,${logo.png}`} name={author} logo={logo} />}
              <p>{author}</p>
              <h1>{title}</h1>
              <p class="lede">{subtitle}</p>
              <dl class="facts">
                {facts.map(({ label, text }) => (
                  <div>
                    <dt>{label}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
              </dl>
              {notice && <p class="well">{notice}</p>}
              {address && (
                <p>
                  <a href={address}>{address}</a>
                </p>
              )}
            </header>
            <Contents of={blocks} />
            <div class="prose report">
              <Blocks of={blocks} chart={id => drawn(charts.get(id))} />
            </div>
          </div>
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${page}`
}

const drawn = (chart: Extract<Paper['blocks'][number], { as: 'chart' }> | undefined) =>
  chart ? (
    <figure class="chart">
      <figcaption>
        <b>{chart.title}</b>
        {chart.note && <span class="small muted">{chart.note}</span>}
      </figcaption>
      {raw(chart.svg)}
    </figure>
  ) : null
