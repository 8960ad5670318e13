// The article and its values side by side. All that comes from outside is set as textContent: no markup of an article is ever read.
const state = new WeakMap()

function element(kind, names, text) {
  const made = document.createElement(kind)
  made.className = names
  if (text !== undefined) made.textContent = text
  return made
}

function drawText(mine, data) {
  const shown = data.pieces.map(([start, text, item, status, found, furniture]) => {
    const names = ["piece"]
    if (item) names.push("figure", status)
    if (found) names.push("found")
    if (furniture) names.push("furniture")
    const piece = element("span", names.join(" "), text)
    piece.start = start
    if (item) piece.dataset.item = item
    return piece
  })
  mine.pieces = shown
  mine.text.replaceChildren(...shown)
}

function drawList(mine, data) {
  const shown = []
  for (const [group, items] of data.groups) {
    if (group) shown.push(element("div", "group", group))
    for (const one of items) {
      const row = element("button", "item")
      row.type = "button"
      row.dataset.item = one.id
      row.append(
        element("span", `dot ${one.sure}`),
        element("span", "value", one.value),
        element("span", "verdict", one.verdict),
        element("span", "meaning", one.meaning),
      )
      if (one.about) row.append(element("span", "about", one.about))
      shown.push(row)
    }
  }
  mine.list.replaceChildren(...shown)
}

function inView(box, target) {
  const around = box.getBoundingClientRect()
  const own = target.getBoundingClientRect()
  if (own.top < around.top || own.bottom > around.bottom) {
    box.scrollTop += own.top - around.top - Math.max((around.height - own.height) / 2, 0)
  }
}

function choose(mine, id) {
  mine.chosen = id
  const places = mine.places[id] ?? []
  let first = null
  for (const piece of mine.pieces) {
    const isLit = places.some(([start, end]) => start <= piece.start && piece.start < end)
    piece.classList.toggle("lit", isLit)
    piece.classList.toggle("chosen", piece.dataset.item === id)
    if (piece.dataset.item === id && !first) first = piece
  }
  first ??= mine.pieces.find(piece => piece.classList.contains("lit"))
  if (first) inView(mine.text, first)
  for (const row of mine.list.querySelectorAll(".item")) {
    const isChosen = row.dataset.item === id
    row.classList.toggle("chosen", isChosen)
    row.setAttribute("aria-current", String(isChosen))
    if (isChosen) inView(mine.list, row)
  }
}

// The first control of the form that the page has just opened takes the keyboard, so that no mouse is needed.
function focus(mine, wanted) {
  if (!wanted || wanted === mine.focused) return
  mine.focused = wanted
  const begun = performance.now()
  const seek = () => {
    const control = document.querySelector(`.st-key-${CSS.escape(wanted.split("|")[0])} :is(input, textarea)`)
    if (control) control.focus()
    else if (performance.now() - begun < 2000) requestAnimationFrame(seek)
  }
  seek()
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const sheet = parentElement.querySelector(".sheet")
  let mine = state.get(parentElement)
  if (!mine) {
    mine = { text: sheet.querySelector(".text"), list: sheet.querySelector(".list"), pieces: [], places: {} }
    state.set(parentElement, mine)
  }
  sheet.style.setProperty("--sheet-height", data.height)
  mine.text.setAttribute("aria-label", data.labels.text)
  mine.list.setAttribute("aria-label", data.labels.values)
  if (mine.version !== data.version) drawText(mine, data)
  mine.version = data.version
  mine.places = data.places
  drawList(mine, data)
  const onChoice = event => {
    const id = event.target.closest("[data-item]")?.dataset.item
    if (!id) return
    choose(mine, id)
    setTriggerValue("chosen", id)
  }
  mine.text.onclick = onChoice
  mine.list.onclick = onChoice
  if (data.chosen) choose(mine, data.chosen)
  focus(mine, data.focus)
}
