/** Room for what somebody sees in an area; it stays on this device. */

import { el } from "../dom";
import type { Language } from "../state";
import { say } from "../words";

export function note(code: string, lang: Language): HTMLElement {
  const key = `note:${code}`;
  const area = el("textarea", { id: "note", class: "utrecht-textarea", rows: "3", placeholder: say(lang, "note_hint") });
  area.value = localStorage.getItem(key) ?? "";
  area.addEventListener("input", () => localStorage.setItem(key, area.value));
  return el("p", { class: "note" }, el("label", { for: "note", class: "utrecht-form-label" }, say(lang, "note")), area);
}
