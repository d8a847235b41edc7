/** What can be chosen: scenario, act, kind of money, years, what to stand beside. */

import type { RunDetails, RunSummary } from "../../api";
import { vintageName } from "../../charts/growth";
import { el } from "../../dom";
import type { Growth } from "../../money/answers";
import { choice, type Option } from "../../parts/choice";
import { isPaired } from "../../parts/runs";
import type { Language } from "../../state";
import type { Chosen } from "../cost";
import { growthOf } from "./own";
import { tell } from "./words";

/** Of which cost is known: who published how many people were helped did not say what that cost. */
export const firstYear = ({ observed_basis, last_observed }: RunDetails): number => (observed_basis === "published" ? last_observed + 1 : last_observed);

export function choices(
  into: HTMLElement,
  state: Chosen,
  lang: Language,
  runs: readonly RunSummary[],
  details: RunDetails,
  growth: Growth,
  change: (part: Partial<Chosen>) => void,
): void {
  const named = (run: RunSummary) => (runs.filter((r) => r.name === run.name).length === 1 ? run.name : `${run.name} (${run.id.slice(0, 4)})`);
  const list = (id: keyof Chosen, options: readonly Option[], changed: (value: string) => void) =>
    choice(`cost-${id}`, tell(lang, id === "run" ? "scenario" : (id as "act")), options, String(state[id]), changed);
  const years = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => ({ value: String(from + i), text: String(from + i) }));
  const vintages = [...new Set(growth.rates.map((r) => r.vintage))].filter((v) => v !== "own");
  const others = runs.filter((r) => r.id !== state.run).map((r) => (isPaired(r, details.run) ? { value: r.id, text: named(r) } : { value: r.id, text: `${named(r)}: ${tell(lang, "other_luck")}`, disabled: true }));
  into.replaceChildren(
    list("run", runs.map((r) => ({ value: r.id, text: named(r) })), (run) => change({ run, with: "" })),
    list("act", [{ value: "Wmo", text: "Wmo" }, { value: "Jeugd", text: "Jeugd" }], (act) => change({ act: act as Chosen["act"] })),
    list("money", (["real", "nominal"] as const).map((m) => ({ value: m, text: tell(lang, m) })), (money) => change({ money: money as Chosen["money"] })),
    list("from", years(firstYear(details), state.to - 1), (from) => change({ from: Number(from) })),
    list("to", years(state.from + 1, details.last_year), (to) => change({ to: Number(to) })),
    list("with", [{ value: "", text: tell(lang, "two_years") }, ...others], (other) => change({ with: other })),
    list(
      "vintage",
      [
        { value: "", text: tell(lang, "of_scenario") },
        ...vintages.map((v) => ({ value: v, text: vintageName(v, lang) })),
        { value: "own", text: tell(lang, "own_vintage"), disabled: state.own === "" },
      ],
      (vintage) => change({ vintage }),
    ),
    list("period", [{ value: "6", text: tell(lang, "steps6") }, { value: "7", text: tell(lang, "steps7") }], (period) => change({ period: period as Chosen["period"] })),
    own(state, lang, change),
  );
}

/** A number that stands beside the vintages; empty for none. */
function own(state: Chosen, lang: Language, change: (part: Partial<Chosen>) => void): HTMLElement {
  // Not of the kind "number": of that the browser decides whether it has a comma, by its own language.
  const input = el("input", { id: "cost-own", class: "utrecht-textbox", type: "text", inputmode: "decimal", autocomplete: "off" });
  input.value = lang === "nl" ? state.own.replace(".", ",") : state.own;
  input.addEventListener("input", () => input.setCustomValidity(""));
  input.addEventListener("change", () => {
    const given = growthOf(input.value);
    if (given === undefined) {
      input.setCustomValidity(tell(lang, "own_wrong"));
      input.reportValidity();
      return;
    }
    change({ own: given, vintage: given === "" ? (state.vintage === "own" ? "" : state.vintage) : "own" });
  });
  return el("div", { class: "choice" }, el("label", { for: "cost-own", class: "utrecht-form-label" }, tell(lang, "own")), input);
}
