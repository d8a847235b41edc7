/** What can be pulled: staff, budget, prevention, group support. */

import { el } from "../../dom";
import { decimal } from "../../format";
import { mark } from "../../words";
import type { WhatIf } from "../what-if";
import type { Foundation, Wish } from "./scenario";
import { tell } from "./words";

type Name = "staff" | "budget" | "prevention" | "group";

interface Slider {
  name: Name;
  min: number;
  max: number;
  step: number;
  /** What a position means in words. */
  says(value: number, view: WhatIf, base: Foundation): string;
}

const sliders: readonly Slider[] = [
  {
    name: "staff",
    min: -4,
    max: 6,
    step: 1,
    says: (value, { lang }, base) => {
      const now = base.establishment.value * 100;
      // A tenth of a percent is more than anybody knows.
      const [then, was] = [now + value, now].map((growth) => decimal(Math.round(growth * 10) / 10, lang));
      return value === 0
        ? lang === "nl" ? `groeit ${was}% per jaar, zoals nu gedacht` : `grows ${was}% a year, as thought now`
        : lang === "nl" ? `groeit ${then}% per jaar, in plaats van ${was}%` : `grows ${then}% a year, in place of ${was}%`;
    },
  },
  {
    name: "budget",
    min: -40,
    max: 40,
    step: 5,
    says: (value, { lang }) =>
      value === 0
        ? lang === "nl" ? "zoveel als het basisjaar kostte" : "as much as the base year cost"
        : lang === "nl" ? `${Math.abs(value)}% ${value < 0 ? "minder" : "meer"} dan het basisjaar kostte` : `${Math.abs(value)}% ${value < 0 ? "less" : "more"} than the base year cost`,
  },
  {
    name: "prevention",
    min: 0,
    max: 20,
    step: 1,
    says: (value, { lang }) => (value === 0 ? tell(lang, "as_base") : lang === "nl" ? `€ ${value} mln per jaar erbij` : `€ ${value} m a year more`),
  },
  {
    name: "group",
    min: 0,
    max: 60,
    step: 5,
    says: (value, { lang }) => (value === 0 ? tell(lang, "as_base") : lang === "nl" ? `${value}% van de uren naar groepen` : `${value}% of the hours to groups`),
  },
];

/** Null where the scenario stays as it is: a budget of 0% more is a budget, the others at 0 are not there. */
export function wishOf(view: WhatIf): Wish {
  const moved = (value: number) => (value === 0 ? null : value);
  return { staff: moved(view.staff), budget: view.budgeted === "yes" ? view.budget : null, prevention: moved(view.prevention), group: moved(view.group) };
}

/** Every wish in words, for the list of what is assumed. */
export const wordsOf = (view: WhatIf, base: Foundation): string[] =>
  sliders
    .filter(({ name }) => wishOf(view)[name] !== null)
    .map((slider) => `${tell(view.lang, slider.name)}: ${slider.says(view[slider.name], view, base)}`);

export function fieldset(view: WhatIf, base: Foundation, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const { lang } = view;
  const reset = el("button", { type: "button", class: "utrecht-button", id: "reset" }, tell(lang, "reset"));
  reset.addEventListener("click", () => change({ staff: 0, budget: 0, budgeted: "no", prevention: 0, group: 0 }));
  return el("fieldset", { class: "levers" }, el("legend", {}, tell(lang, "levers")), ...sliders.map((slider) => row(slider, view, base, change)), reset);
}

/** What stands in an input is left alone: it may be under somebody's finger. */
export function update(into: HTMLElement, view: WhatIf, base: Foundation): void {
  for (const slider of sliders) {
    const input = into.querySelector<HTMLInputElement>(`#pull-${slider.name}`);
    const output = into.querySelector(`#says-${slider.name}`);
    if (input && output) {
      input.value = String(view[slider.name]);
      input.disabled = slider.name === "budget" && view.budgeted !== "yes";
      output.textContent = text(slider, view, base);
      input.setAttribute("aria-valuetext", output.textContent);
    }
  }
  const limited = into.querySelector<HTMLInputElement>("#budgeted");
  if (limited) {
    limited.checked = view.budgeted === "yes";
  }
}

const text = (slider: Slider, view: WhatIf, base: Foundation) =>
  slider.name === "budget" && view.budgeted !== "yes" ? tell(view.lang, "as_base") : slider.says(view[slider.name], view, base);

function row(slider: Slider, view: WhatIf, base: Foundation, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const { name, min, max, step } = slider;
  const { lang } = view;
  const id = `pull-${name}`;
  const hint = `hint-${name}`;
  const input = el("input", { type: "range", id, min: String(min), max: String(max), step: String(step), "aria-describedby": hint, "aria-valuetext": text(slider, view, base) });
  input.value = String(view[name]);
  input.disabled = name === "budget" && view.budgeted !== "yes";
  input.addEventListener("input", () => change({ [name]: Number(input.value) }));
  return el(
    "div",
    { class: "lever" },
    el("label", { for: id }, `${tell(lang, name)} `, el("span", { class: "assumption", "aria-hidden": "true" }, mark("assumed"))),
    ...(name === "budget" ? [limit(view, change)] : []),
    input,
    el("output", { for: id, id: `says-${name}` }, text(slider, view, base)),
    el("p", { class: "hint", id: hint }, tell(lang, `${name}_hint`)),
  );
}

/** Money that is not limited is another world than money that is. */
function limit(view: WhatIf, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const box = el("input", { type: "checkbox", id: "budgeted" });
  box.checked = view.budgeted === "yes";
  box.addEventListener("change", () => change({ budgeted: box.checked ? "yes" : "no" }));
  return el("label", { class: "limit", for: "budgeted" }, box, ` ${tell(view.lang, "budget_on")}`);
}
