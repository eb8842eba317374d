// What the crawl asks inside a page. Plain JavaScript, sent as text: the sources of the server never see the types of a browser.
;({
  /** Faults: one `h1`, no scrolling from side to side; names what sticks out. */
  structure() {
    const faults = []
    const titles = document.querySelectorAll('h1').length
    if (titles !== 1) faults.push(`${titles} h1`)
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) {
      const clipped = ({ parentElement: parent }) =>
        parent && parent !== document.body && (getComputedStyle(parent).overflowX !== 'visible' || clipped(parent))
      const wide = [...document.body.querySelectorAll('*')].filter(
        element => element.getBoundingClientRect().right > clientWidth + 1 && !clipped(element),
      )
      const names = wide.slice(-3).map(element => [element.localName, ...element.classList].join('.'))
      faults.push(`scrolls sideways: ${scrollWidth} px wide in ${clientWidth} (${names.join(' · ')})`)
    }
    return faults
  },

  /** Faults: style and script written inside the page as served, which the Content-Security-Policy forbids. */
  inlineCode(html) {
    const faults = []
    for (const element of new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')) {
      const tag = element.localName
      for (const { name, value } of element.attributes) {
        if (name === 'style' || name.startsWith('on') || /^\s*javascript:/i.test(value)) {
          faults.push(`inline: ${name}="${value.slice(0, 80)}" on ${tag}`)
        }
      }
      const data = /json|importmap/.test(element.getAttribute('type') ?? '')
      if (tag === 'script' && !element.hasAttribute('src') && !data) faults.push('inline: script element without src')
      if (tag === 'style' && !element.hasAttribute('nonce')) faults.push('inline: style element without nonce')
    }
    return faults
  },

  /** Addresses where links lead, and where forms that read lead when sent as they are. */
  links() {
    const links = [...document.querySelectorAll('a[href]')].map(link => link.href)
    const forms = [...document.querySelectorAll('form')].filter(form => form.method === 'get')
    for (const form of forms) {
      const address = new URL(form.action)
      for (const [name, value] of new FormData(form)) address.searchParams.append(name, value)
      links.push(address.href)
    }
    return links.filter(link => /^https?:/.test(link)).map(link => link.replace(/#.*$/, ''))
  },

  /** Addresses of the style sheets. */
  styles() {
    return [...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.href)
  },
})
