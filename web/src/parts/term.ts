/** A term of art, with one line that explains it on focus and under the pointer. */

import { el } from "../dom";

let made = 0;

export function term(name: string, explanation: string): HTMLElement {
  if (!explanation) {
    return el("span", {}, name);
  }
  const id = `term-${++made}`;
  const button = el("button", { type: "button", class: "term", "aria-describedby": id }, name);
  return el("span", { class: "explained" }, button, el("span", { role: "tooltip", id }, explanation));
}
