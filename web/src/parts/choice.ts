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

/**
 * @param id Of the list itself.
 * @param hint Whether a line that explains what is chosen belongs to it; whoever draws fills it in.
 */
export function choice(id: string, label: string, options: readonly (Option | OptionGroup)[], chosen: string, changed: (value: string) => void, hint = false): HTMLElement {
  const select = el("select", { id, class: "utrecht-select", ...(hint ? { "aria-describedby": `${id}-hint` } : {}) });
  offer(select, options, chosen);
  select.addEventListener("change", () => changed(select.value));
  return el("div", { class: hint ? "choice explained" : "choice" }, el("label", { for: id, class: "utrecht-form-label" }, label), select, ...(hint ? [el("span", { role: "tooltip", id: `${id}-hint` })] : []));
}

/** Puts other options in a list; the list itself stays, with the focus on it. */
export function offer(select: HTMLSelectElement, options: readonly (Option | OptionGroup)[], chosen: string): void {
  select.replaceChildren(
    ...options.map((o) => ("options" in o ? el("optgroup", { label: o.label }, ...o.options.map((inner) => option(inner, chosen))) : option(o, chosen))),
  );
}

function option({ value, text, disabled }: Option, chosen: string): HTMLOptionElement {
  const made = el("option", { value }, text);
  made.selected = value === chosen;
  made.disabled = disabled ?? false;
  return made;
}
