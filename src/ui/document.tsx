import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Asset, favicon, font, styles } from './assets.ts'
import { sprite } from './icons.tsx'

/** What a document says of itself. */
export interface Head {
  /** The page's own name, as in its `h1`: shown in the browser tab. */
  title: string
  /** A sentence for search engines and shared links. */
  description?: string | undefined
  /** The one address of what is also found at others. */
  canonical?: string
  /** An Atom feed of what the page is about. */
  feed?: { href: string; title: string }
  /** Where the page is told as linked data, for portals. */
  linked?: string
  /** What the page can do better with a script, which it works without. */
  script?: Asset
  /** The register holds example data: every page says so. */
  demo?: boolean
}

/** A whole HTML document around a body that is drawn. */
export function documentOf({ title, description, canonical, feed, linked, demo, script }: Head, body: string) {
  return (
    <>
      {raw('<!doctype html>\n')}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title} – Mieuxdisant</title>
          {description && <meta name="description" content={description} />}
          {canonical && <link rel="canonical" href={canonical} />}
          {feed && <link rel="alternate" type="application/atom+xml" href={feed.href} title={feed.title} />}
          {linked && <link rel="alternate" type="application/ld+json" href={linked} />}
          {demo && <meta name="robots" content="noindex" />}
          <meta name="color-scheme" content="light dark" />
          <link rel="preload" href={font.path} as="font" type="font/woff2" crossorigin="anonymous" />
          <link rel="stylesheet" href={styles.path} />
          {script && <script type="module" src={script.path} />}
          <link rel="icon" href={favicon.path} type="image/svg+xml" />
        </head>
        <body>
          {sprite(body)}
          {raw(body)}
        </body>
      </html>
    </>
  )
}

/** A whole HTML document that other sites show in a frame: what it says, and nothing of the site; its links say where they open. */
export const FramedPage = ({ children, ...head }: Head & { children: Child }) =>
  documentOf(head, String(<main class="framed">{children}</main>))
