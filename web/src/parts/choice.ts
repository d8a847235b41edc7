/** A labelled list to choose from. */

import { el } from "../dom";

/** Its value, what it is called, why it cannot be chosen now. */
export interface Option {
  value: string;
  text: string;
  disabled?: boolean;
}

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

/** @param id Of the list itself. */
export function choice(id: string, label: string, options: readonly (Option | OptionGroup)[], chosen: string, changed: (value: string) => void): HTMLElement {
  const select = el("select", { id, class: "utrecht-select" });
  select.append(
    ...options.map((o) => ("options" in o ? el("optgroup", { label: o.label }, ...o.options.map((inner) => option(inner, chosen))) : option(o, chosen))),
  );
  select.addEventListener("change", () => changed(select.value));
  return el("div", { class: "choice" }, el("label", { for: id, class: "utrecht-form-label" }, label), select);
}

function option({ value, text, disabled }: Option, chosen: string): HTMLOptionElement {
  const made = el("option", { value }, text);
  made.selected = value === chosen;
  made.disabled = disabled ?? false;
  return made;
}
