// A table. All that comes from outside is set as textContent, and every address begins with one of our own pages.
const state = new WeakMap()

function element(kind, names, text) {
  const made = document.createElement(kind)
  if (names) made.className = names
  if (text !== undefined) made.textContent = text
  return made
}

function opener(entry) {
  const made = element(entry.href ? "a" : "button", "open", entry.text)
  if (entry.href) made.href = entry.href
  else made.type = "button"
  made.dataset.id = entry.id
  if (entry.hint) {
    made.title = entry.hint
    made.setAttribute("aria-label", [entry.text, entry.sub, entry.hint].filter(Boolean).join(", "))
  }
  return made
}

function cell(entry, place, data) {
  const isName = place === 0
  const made = element(isName ? "th" : "td", data.numbers.includes(place) ? "number" : "")
  if (isName) made.scope = "row"
  made.dataset.label = data.head[place]
  if (!entry.text && !entry.sub) made.classList.add("empty")
  made.append(entry.id ? opener(entry) : element("span", "text", entry.text ?? ""))
  if (entry.sub) made.append(element("span", "sub", entry.sub))
  return made
}

function draw(table, data) {
  const head = element("tr")
  data.head.forEach((name, place) => {
    const made = element("th", data.numbers.includes(place) ? "number" : "", name)
    made.scope = "col"
    head.append(made)
  })
  const body = element("tbody")
  for (const row of data.rows) {
    const line = element("tr")
    line.append(...row.map((entry, place) => cell(entry, place, data)))
    body.append(line)
  }
  const top = element("thead")
  top.append(head)
  table.replaceChildren(top, body)
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const around = parentElement.querySelector(".around")
  const table = around.querySelector("table")
  const version = JSON.stringify(data)
  around.setAttribute("aria-label", data.label)
  table.setAttribute("aria-label", data.label)
  around.className = `around ${data.narrow}`
  if (state.get(parentElement) !== version) draw(table, data)
  state.set(parentElement, version)
  table.onclick = event => {
    const found = event.target.closest("[data-id]")
    // A click that asks for another tab or window is the browser's.
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue("chosen", found.dataset.id)
  }
}
