// Enters values as a spreadsheet does: keys go from cell to cell, a cell is saved when it is left, a block that is pasted is shared out, and
// what was done is undone. Without it the same form saves the whole page.

const unquoted = cell =>
  cell.length > 1 && cell.startsWith(`"`) && cell.endsWith(`"`) ? cell.slice(1, -1).replaceAll('""', '"') : cell
const rowsOf = text =>
  (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/\n$/, '')
      .match(/(?:"(?:[^"]|"")*"(?=[\t\n]|$)|[^\n])*(?:\n|$)/g) ?? []
  )
    .slice(0, -1)
    .map(row =>
      (row.replace(/\n$/, '').match(/(?:^|\t)("(?:[^"]|"")*"(?=\t|$)|[^\t]*)/g) ?? []).map(cell =>
        unquoted(cell.replace(/^\t/, '')),
      ),
    )
const folded = text =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .toLowerCase()

customElements.define(
  'value-grid',
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector('form')
      this.words = this.querySelector('[data-words]')
      this.lines = [...this.querySelectorAll('tbody tr')]
        .map(line => [...line.cells].slice(1).map(cell => cell.querySelector('.input')))
        .filter(line => line.some(Boolean))
      // What is known of each field: its text, the act that it was last seen at; and the acts to undo, the last one first.
      this.seen = Number(this.form.elements.vu.value)
      this.known = new Map()
      this.acts = []
      for (const field of this.lines.flat())
        if (field) this.known.set(field.name, { text: field.value, seen: this.seen })
      this.addEventListener('keydown', event => this.onKey(event))
      this.addEventListener('change', ({ target }) => target.matches('.input') && this.save([target]))
      this.addEventListener('paste', event => this.onPaste(event))
      this.addEventListener('click', event => this.onChoice(event))
      this.form.addEventListener('submit', event => {
        event.preventDefault()
        this.save(this.lines.flat().filter(field => field && field.value !== this.known.get(field.name).text))
      })
    }

    say(words) {
      this.words.textContent = words
    }

    place(field) {
      const line = this.lines.findIndex(fields => fields.includes(field))
      return [line, this.lines[line]?.indexOf(field)]
    }

    onKey(event) {
      const { key, target, shiftKey, ctrlKey, metaKey, altKey } = event
      if (!target.matches('.input')) return
      if (
        (ctrlKey || metaKey) &&
        key.toLowerCase() === 'z' &&
        !shiftKey &&
        target.value === this.known.get(target.name)?.text
      ) {
        event.preventDefault()
        return this.undo()
      }
      if (ctrlKey || metaKey || altKey) return
      if (key === 'Escape') target.value = this.known.get(target.name).text
      const typing = target.matches('input')
      const [down, across] =
        { Enter: [shiftKey ? -1 : 1, 0], ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
          key
        ] ?? []
      if (down === undefined || (key !== 'Enter' && !typing)) return
      // Inside a text an arrow moves in it.
      const whole = target.selectionStart === 0 && target.selectionEnd === target.value.length
      if (across === -1 && !whole && target.selectionEnd > 0) return
      if (across === 1 && !whole && target.selectionStart < target.value.length) return
      event.preventDefault()
      let [line, column] = this.place(target)
      let next
      do {
        line += down
        column += across
        next = this.lines[line]?.[column]
      } while (next === null || next?.disabled)
      next?.focus()
      next?.select?.()
    }

    onPaste(event) {
      const text = event.clipboardData.getData('text/plain')
      if (!event.target.matches('.input') || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return
      event.preventDefault()
      const [line, column] = this.place(event.target)
      const touched = []
      let outside = 0
      for (const [down, cells] of rowsOf(text).entries())
        for (const [across, cell] of cells.entries()) {
          const field = this.lines[line + down]?.[column + across]
          if (!field || field.disabled) outside += cell.trim() === '' ? 0 : 1
          else {
            this.write(field, cell)
            touched.push(field)
          }
        }
      this.save(touched, outside)
    }

    // A choice takes the words of one of its options; what is none of them is sent as it was pasted, and comes back with why not.
    write(field, text) {
      const option = field.options && [...field.options].find(one => folded(one.text) === folded(text))
      if (field.options && !option) field.dataset.pasted = text
      else {
        delete field.dataset.pasted
        field.value = option ? option.value : text.replace(/\s*\n\s*/g, ' ')
      }
    }

    async post(url, body) {
      try {
        const answer = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } })
        return /json/.test(answer.headers.get('content-type')) ? await answer.json() : { message: this.dataset.lost }
      } catch {
        return { message: this.dataset.cut }
      }
    }

    // One save after the other: each says what the one before has seen.
    save(fields, outside = 0) {
      this.saving = (this.saving ?? Promise.resolve()).then(() => this.send(fields, outside))
    }

    async send(fields, outside) {
      const texts = new Map(fields.map(field => [field.name, field.dataset.pasted ?? field.value]))
      // What is back to what is known there has nothing to say any more.
      for (const field of fields) if (texts.get(field.name) === this.known.get(field.name).text) this.tell(field)
      const cells = [...texts]
        .map(([name, text]) => [name, text, this.known.get(name).seen])
        .filter(([name, text]) => text !== this.known.get(name).text)
      if (cells.length === 0) return
      this.say(this.dataset.saving)
      const done = await this.post(this.form.action, JSON.stringify({ seen: this.seen, cells }))
      if (done.message) return this.say(done.message)
      if (done.act) this.acts.unshift(done.act)
      this.show(done, texts)
      for (const [name] of cells) this.tell(this.form.elements[name], done.why[name], done.theirs[name])
      const kept = Object.keys(done.why).length
      const words = [this.dataset.saved.replace('{n}', done.saved)]
      if (kept > 0) words.push(this.dataset.kept.replace('{n}', kept))
      if (outside > 0) words.push(this.dataset.outside.replace('{n}', outside))
      this.say(words.join(' '))
    }

    // What now stands in the fields of a place; what was typed again meanwhile is left, and saved when it is left.
    show({ act, shown }, texts) {
      for (const [name, text] of Object.entries(shown)) {
        const field = this.form.elements[name]
        const known = this.known.get(name)
        if (!field || !known) continue
        const typed = texts?.get(name)
        if (typed === undefined ? field.value === known.text : field.value === typed || field.dataset.pasted === typed)
          field.value = text
        this.known.set(name, { text, seen: act ?? known.seen })
        const terms = ['numerator', 'denominator'].map(word => name.replace(/value$/, word))
        if (name.endsWith('.value') && terms[0] in shown && this.form.elements[terms[0]])
          field.disabled = terms.some(term => shown[term] !== '')
      }
    }

    // What is wrong with a field stands beside it; who wrote it meanwhile, with the choice of one or the other.
    tell(field, why, theirs) {
      const id = `${field.name}-erreur`
      document.getElementById(id)?.remove()
      if (!why) {
        field.removeAttribute('aria-invalid')
        return field.removeAttribute('aria-describedby')
      }
      field.setAttribute('aria-invalid', 'true')
      field.setAttribute('aria-describedby', id)
      const words = Object.assign(document.createElement('span'), { id, className: 'error', textContent: why })
      if (theirs)
        for (const mine of [true, false]) {
          const text = this.dataset[mine ? 'mine' : 'theirs']
          const button = Object.assign(document.createElement('button'), {
            type: 'button',
            textContent: text,
            className: 'button button--secondary button--small',
          })
          Object.assign(button.dataset, {
            field: field.name,
            seen: theirs.seen,
            ...(mine ? {} : { text: theirs.text }),
          })
          words.append(button)
        }
      field.after(words)
    }

    onChoice({ target }) {
      const { field: name, seen, text } = target.dataset
      if (name === undefined) return
      const field = this.form.elements[name]
      this.known.set(name, { text: text ?? this.known.get(name).text, seen: Number(seen) })
      field.focus()
      if (text === undefined) return this.save([field])
      field.value = text
      this.tell(field)
    }

    undo() {
      this.saving = (this.saving ?? Promise.resolve()).then(async () => {
        const act = this.acts.shift()
        if (act === undefined) return this.say(this.dataset.nothing)
        const done = await this.post(this.dataset.undo, new URLSearchParams({ acte: act }))
        if (done.message) return this.say(done.message)
        this.show(done)
        this.say(this.dataset.undone.replace('{n}', done.saved))
      })
    }
  },
)
