/** What can be chosen: how to compare, what with what, which figure, where and when. */

import type { Place, RunDetails, RunSummary, ScenarioSummary } from "../../api";
import { el } from "../../dom";
import { choice, type Option } from "../../parts/choice";
import { nameOf, productName, say } from "../../words";
import type { WhatIf } from "../what-if";
import { baseOptions, chosenOf, optionsOf } from "./choices";
import type { Foundation } from "./scenario";
import * as sliders from "./sliders";
import { compared, tell } from "./words";

/** Totals of which every future is kept. */
const totals = ["all", "Wmo", "Jeugd", "track-1", "track-2", "track-3"] as const;

export interface Choices {
  runs: readonly RunSummary[];
  scenarios: readonly ScenarioSummary[];
  places: readonly Place[];
  details: RunDetails;
  base: Foundation;
}

export function show(into: HTMLElement, view: WhatIf, of: Choices, change: (part: Partial<WhatIf>) => void): void {
  const { lang } = view;
  // What is under a finger stays where it is.
  const made = [lang, view.mode, view.mode === "pair" ? `${view.a} ${view.b}` : "", view.base, of.scenarios.length, of.runs.length, of.details.run.id].join(" ");
  if (into.dataset["made"] !== made) {
    into.dataset["made"] = made;
    into.replaceChildren(modes(view, change), ...(view.mode === "try" ? trial(view, of, change) : pair(view, of, change)), ...shared(view, of, change));
  }
  for (const select of into.querySelectorAll<HTMLSelectElement>("select")) {
    select.value = String(view[select.id.replace("choose-", "") as keyof WhatIf]);
  }
  sliders.update(into, view, of.base);
  const [slider, output] = [into.querySelector<HTMLInputElement>("#choose-year"), into.querySelector("output[for=choose-year]")];
  if (slider && output) {
    slider.value = output.textContent = String(view.year);
  }
}

function modes(view: WhatIf, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const radios = (["try", "pair"] as const).map((mode) => {
    const radio = el("input", { type: "radio", name: "mode", id: `mode-${mode}`, value: mode });
    radio.checked = view.mode === mode;
    radio.addEventListener("change", () => change({ mode }));
    return el("label", { for: `mode-${mode}` }, radio, ` ${tell(view.lang, mode)}`);
  });
  return el("fieldset", { class: "modes" }, el("legend", {}, tell(view.lang, "mode")), ...radios);
}

function trial(view: WhatIf, of: Choices, change: (part: Partial<WhatIf>) => void): HTMLElement[] {
  return [choice("choose-base", tell(view.lang, "base"), baseOptions(of.scenarios), view.base, (base) => change({ base })), sliders.fieldset(view, of.base, change)];
}

function pair(view: WhatIf, { runs, scenarios }: Choices, change: (part: Partial<WhatIf>) => void): HTMLElement[] {
  const { lang } = view;
  const first = chosenOf(view.a, runs, scenarios);
  return [
    choice("choose-a", tell(lang, "a"), optionsOf(runs, scenarios, undefined, lang), view.a, (a) => change({ a })),
    choice("choose-b", tell(lang, "b"), [option("", "–"), ...optionsOf(runs, scenarios, first, lang)], view.b, (b) => change({ b })),
  ];
}

function shared(view: WhatIf, { places, details }: Choices, change: (part: Partial<WhatIf>) => void): HTMLElement[] {
  const { lang } = view;
  const measures = details.measures.filter((m) => m.headline && compared.includes(m.name)).map((m) => option(m.name, nameOf(m.name, lang)));
  const products = totals.filter((t) => details.products.includes(t)).map((t) => option(t, productName(t, lang)));
  return [
    choice("choose-measure", say(lang, "measure"), measures, view.measure, (measure) => change({ measure })),
    choice("choose-product", say(lang, "product"), products, view.product, (product) => change({ product })),
    choice("choose-area", tell(lang, "where"), places.map((p) => option(p.code, p.name)), view.area, (area) => change({ area })),
    year(view, details, change),
  ];
}

function year(view: WhatIf, details: RunDetails, change: (part: Partial<WhatIf>) => void): HTMLElement {
  const slider = el("input", { type: "range", id: "choose-year", min: String(details.last_observed + 1), max: String(details.last_year), step: "1" });
  slider.value = String(view.year);
  slider.addEventListener("input", () => change({ year: Number(slider.value) }));
  return el("div", { class: "choice year" }, el("label", { for: "choose-year", class: "utrecht-form-label" }, say(view.lang, "year")), slider, el("output", { for: "choose-year" }, String(view.year)));
}

const option = (value: string, text: string): Option => ({ value, text });
