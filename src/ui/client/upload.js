// Sends a file by pieces, goes on where the server stands after a cut or a reload, and follows what becomes of it. Without it the same
// form sends the file at once, and the page is reloaded by hand.

const wait = seconds => new Promise(done => setTimeout(done, seconds * 1000))

// What moves the progress bar while a piece leaves is known to this old interface only.
const post = (url, body, onProgress) =>
  new Promise(done => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.upload.onprogress = event => onProgress?.(event.loaded)
    request.onload = () => done({ status: request.status, ...request.response, json: request.response !== null })
    request.onerror = () => done({ status: 0 })
    request.send(body)
  })

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
const size = bytes => {
  const rank = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const n = bytes / 1000 ** rank
  const options = { style: 'unit', unit: sizes[rank], maximumFractionDigits: rank > 1 && n < 10 ? 1 : 0 }
  return new Intl.NumberFormat('fr', options).format(n)
}
const percent = share => new Intl.NumberFormat('fr', { style: 'percent' }).format(share)

customElements.define(
  'file-upload',
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector('form:has([type=file])')
      this.following = this.querySelector('[data-following]')
      this.bar = this.querySelector('progress')
      this.words = this.querySelector('[data-words]')
      this.form?.removeAttribute('hidden')
      this.form?.addEventListener('submit', event => {
        const file = this.form.elements.fichier.files[0]
        if (!file) return
        event.preventDefault()
        this.send(file)
      })
      if (this.dataset.state) this.follow()
    }

    say(words) {
      this.querySelector('[role=alert]').textContent = words
    }

    show(words, share) {
      this.words.textContent = words
      if (share === null) this.bar.removeAttribute('value')
      else this.bar.value = share
    }

    async send(file) {
      const { announce, name, bytes, modified, other } = this.dataset
      if (name && (file.name !== name || file.size !== Number(bytes) || file.lastModified !== Number(modified)))
        return this.say(other)
      const fields = new FormData(this.form)
      fields.delete('fichier')
      fields.append('fichier', file.name)
      fields.append('octets', file.size)
      fields.append('modifie', file.lastModified)
      const said = await post(announce, new URLSearchParams(fields))
      if (!said.json || said.status >= 400) return this.say(said.message ?? this.dataset.cut)
      this.say('')
      this.sending = true
      history.replaceState(null, '', said.page)
      this.form.hidden = true
      this.following.hidden = false
      const stop = this.following.querySelector('form')
      if (stop) stop.action = `${said.page}/arret`
      await this.sendPieces(file, said.page, said.received)
      location.assign(said.page)
    }

    async sendPieces(file, page, from) {
      let at = from
      let length = 1 << 20
      let failures = 0
      while (at < file.size) {
        const show = sent => {
          const share = Math.min(1, (at + sent) / file.size)
          this.show(`${size(at + sent)} / ${size(file.size)} (${percent(share)})`, share)
        }
        show(0)
        const start = performance.now()
        const answer = await post(`${page}/suite?a=${at}`, file.slice(at, at + length), show)
        if (answer.status === 0 || answer.status >= 500) {
          this.show(this.dataset.cut, at / file.size)
          await wait(Math.min(30, 2 ** failures++))
          continue
        }
        // No longer signed in, stopped elsewhere, refused: its page says which.
        if (!answer.json || (answer.status >= 400 && answer.status !== 409)) return
        if (answer.status === 409) await wait(2)
        else {
          failures = 0
          const seconds = (performance.now() - start) / 1000
          length = Math.min(8 << 20, Math.max(1 << 17, seconds < 1 ? length * 2 : seconds > 5 ? length / 2 : length))
        }
        at = answer.received
      }
    }

    async follow() {
      for (let pause = 0.5; this.isConnected; pause = Math.min(2, pause * 2)) {
        await wait(pause)
        if (this.sending) return
        const answer = await fetch(`${this.dataset.page}/etat`).catch(() => null)
        if (!answer?.ok || !/json/.test(answer.headers.get('content-type'))) continue
        const { state, words, share } = await answer.json()
        if (this.sending) return
        if (state !== this.dataset.state) return location.reload()
        this.show(words, share)
      }
    }
  },
)
