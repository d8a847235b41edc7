/** What an answer rests on: its kinds of evidence, all that is assumed with range and source, and the card of the run. */

import type { Basis, RunDetails } from "../api";
import { el } from "../dom";
import type { Language } from "../state";
import { assumedText, assumptionName, grouped, sourceText } from "./assumed";
import { basisName, fill, mark, say } from "../words";

export function rests(bases: readonly Basis[], details: RunDetails, lang: Language): HTMLElement {
  const kinds = [...new Set(bases)].map((b) => el("li", {}, `${mark(b)} ${basisName(b, lang)}`));
  return el(
    "section",
    { class: "rests" },
    el("h3", {}, say(lang, "basis")),
    el("ul", { class: "marks" }, ...kinds),
    assumptions(details, lang),
    card(details, lang),
  );
}

/** Folded away: a long list, but nothing of it is hidden in the program. */
export function assumptions(details: RunDetails, lang: Language): HTMLElement {
  const rows = grouped(details.card.assumptions).map(([key, a]) => {
    const name = assumptionName(key, lang);
    const span = a.low === a.high ? "" : ` (${fill(say(lang, "between"), { low: assumedText(key, a.low, lang), high: assumedText(key, a.high, lang) })})`;
    const source = sourceText(a.source, details, lang);
    // The key is how a scenario changes it.
    const code = name === key ? [] : [" ", el("code", {}, key)];
    return el("li", {}, `${mark("assumed")} `, el("strong", {}, name), `: ${assumedText(key, a.value, lang)}${span}. ${say(lang, "source")}: ${source.replace(/\.$/, "")}.`, ...code);
  });
  return el("details", {}, el("summary", {}, `${say(lang, "assumptions")} (${rows.length})`), el("ul", { class: "assumptions" }, ...rows));
}

/** Enough to make the same figures once more. */
export const card = ({ run, card: { seed, version } }: RunDetails, lang: Language) => el("p", { class: "card" }, fill(say(lang, "run_card"), { name: run.name, id: run.id, futures: run.replicates, seed, version }));
