// Builds elements. Text goes in as text, never as HTML.

/** An element with attributes, and children that are elements or texts; what is empty is left out. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

/** A button that does something. */
export function button(text, onClick, attributes) {
  return make("button", { type: "button", click: onClick, ...attributes }, text);
}
