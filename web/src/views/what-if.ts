/** Wat als? Two scenarios in the same futures: where they differ, by how much, and how sure that is. */

import * as api from "../api";
import { el } from "../dom";
import { decimal, roundUp, shown } from "../format";
import { differenceCell, differenceColour, disagreementOf, noDifference, steps } from "../palette";
import { keepFocus } from "../parts/focus";
import { hrefOf } from "../parts/actions";
import * as legend from "../parts/legend";
import { openMap, type AreaMap } from "../parts/map";
import type { Showing, Stage, Turn } from "../shell";
import { say } from "../words";
import { oneOf, position, text, whole, type StateOf } from "../state";
import * as answer from "./what-if/answer";
import { chosenOf, makingOf } from "./what-if/choices";
import * as controls from "./what-if/controls";
import type { Progress } from "./what-if/follow";
import * as list from "./what-if/list";
import { quick, Runner, Stopped } from "./what-if/runner";
import { isNeutral, plainName, yamlOf, type Foundation } from "./what-if/scenario";
import * as sliders from "./what-if/sliders";
import { compared, fill, tell } from "./what-if/words";
import "./what-if/what-if.css";

export const fields = {
  mode: oneOf<"try" | "pair">(["try", "pair"], "try"),
  base: text("basis-2040"),
  staff: whole(0, -4, 6),
  budgeted: oneOf<"no" | "yes">(["no", "yes"], "no"),
  budget: whole(0, -40, 40),
  prevention: whole(0, 0, 20),
  group: whole(0, 0, 60),
  a: text("scenario.basis-2040"),
  b: text(),
  measure: oneOf(compared, "waiting"),
  product: text("all"),
  area: text(),
  year: whole(0, 1900, 2200),
  map: position(),
};

/** What is chosen, and in which language it is said. */
export type WhatIf = StateOf<typeof fields> & { lang: Stage<unknown>["lang"] };

export const open = (stage: Stage<StateOf<typeof fields>>): Showing => new WhatIfView(stage);

/** Two runs to hold beside each other. */
interface Pair {
  a: string;
  b: string;
}

/** Milliseconds without another wish after which one is computed. */
const Quiet = 120;

/** Milliseconds after which somebody wants to know how long it takes. */
const Patience = 1000;

class WhatIfView implements Showing {
  private readonly choices = el("form", { id: "choices", class: "what-if" });
  private readonly progress = el("div", { id: "progress", role: "status" });
  private readonly canvas = el("div", { id: "map", role: "application", class: "skeleton" });
  private readonly legend = el("div", { id: "legend" });
  private readonly panel = el("aside", { id: "panel" });
  private readonly places = el("section", { id: "places", tabindex: "-1" });
  private readonly skip = el("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#places" });
  private readonly told = el("p", { class: "unseen", "aria-live": "polite" });
  private readonly runner = new Runner((progress) => this.tellProgress(progress));
  private readonly at: Record<string, api.Difference | undefined> = {};
  private map: AreaMap | undefined;
  private drawnAs = "";
  /** When what is being computed was wished for; 0 when nobody wishes. */
  private wishedAt = 0;
  /** When what is being waited for began. */
  private startedAt = 0;
  private asked = "";
  private speed = "";

  constructor(private readonly stage: Stage<StateOf<typeof fields>>) {
    const side = el("section", { id: "map-side" }, this.choices, this.progress, this.canvas, this.legend);
    this.choices.addEventListener("submit", (event) => event.preventDefault());
    stage.into.append(this.skip, el("div", { class: "sides-by-side" }, side, this.panel, this.places), this.told);
  }

  close(): void {
    this.runner.cancel();
    this.map?.remove();
  }

  private get view(): WhatIf {
    return { ...this.stage.state, lang: this.stage.lang };
  }

  async show(turn: Turn): Promise<void> {
    const { stage } = this;
    this.skip.textContent = tell(stage.lang, "skip_list");
    const [runs, scenarios, gemeenten, wijken] = await Promise.all([api.runs(), api.scenarios(), api.places("gemeente"), api.places("wijk")]);
    if (turn.isOver()) {
      return;
    }
    const first = stage.state.mode === "pair" ? chosenOf(stage.state.a, runs, scenarios) : undefined;
    const making = stage.state.mode === "pair" ? (first?.kind === "scenario" ? makingOf(first.id, chosenOf(stage.state.b, runs, scenarios)) : undefined) : { scenario: stage.state.base, settings: quick };
    this.busy(tell(stage.lang, "busy_base"));
    const a = making ? await this.runner.of(making) : first?.kind === "run" ? first.run.id : undefined;
    if (turn.isOver()) {
      return;
    }
    if (a === undefined) {
      this.idle();
      this.drawEmpty(tell(stage.lang, "begin_pair"));
      return;
    }
    const details = await api.run(a);
    const places = [...gemeenten.places, ...wijken.places];
    this.settle(details, places);
    const base = foundationOf(stage.state.base, details);
    const { view } = this;
    keepFocus(() => controls.show(this.choices, view, { runs, scenarios, places, details, base }, (part) => this.wish(part)));
    const drawing = this.drawMap(wijken.places);
    const b = await this.second(turn, a, base, runs, scenarios);
    if (turn.isOver()) {
      return;
    }
    if (b === undefined) {
      this.idle();
      await drawing;
      this.drawEmpty(tell(view.lang, view.mode === "try" ? "begin" : "begin_pair"));
      return;
    }
    await this.drawAnswer(turn, { a, b }, base, places, wijken);
    await drawing;
    if (!turn.isOver()) {
      await this.map?.settled();
      this.finish();
    }
  }

  /** What nobody chose is chosen now, so that a link says all of it. */
  private settle(details: api.RunDetails, places: readonly api.Place[]): void {
    const { year, area } = this.stage.state;
    this.stage.keep({
      year: Math.min(Math.max(year || 2035, details.last_observed + 1), details.last_year),
      area: places.some((p) => p.code === area) ? area : (places[0]?.code ?? ""),
    });
  }

  private wish(part: Partial<WhatIf>): void {
    this.wishedAt = performance.now();
    this.speed = "";
    this.stage.change(part);
  }

  /** The run that is held beside the first; undefined where nothing is wished for. */
  private async second(turn: Turn, a: string, base: Foundation, runs: api.RunSummary[], scenarios: api.ScenarioSummary[]): Promise<string | undefined> {
    const { view } = this;
    if (view.mode === "pair") {
      const first = chosenOf(view.a, runs, scenarios);
      const other = chosenOf(view.b, runs, scenarios);
      if (!other || view.a === view.b) {
        return undefined;
      }
      this.busy(tell(view.lang, "busy"));
      return other.kind === "run" ? other.run.id : this.runner.of(makingOf(other.id, first));
    }
    const wish = sliders.wishOf(view);
    if (isNeutral(wish)) {
      this.runner.cancel();
      return undefined;
    }
    const yaml = yamlOf(wish, base);
    if (this.asked !== `${a} ${yaml}`) {
      await new Promise((quiet) => setTimeout(quiet, Quiet));
      if (turn.isOver()) {
        return undefined;
      }
      this.asked = `${a} ${yaml}`;
    }
    this.busy(tell(view.lang, "busy"));
    try {
      return await this.runner.try(yaml, quick);
    } catch (problem) {
      if (problem instanceof Stopped) {
        this.asked = "";
        this.told.textContent = tell(view.lang, "stopped");
        return undefined;
      }
      throw problem;
    }
  }

  private async drawAnswer(turn: Turn, pair: Pair, base: Foundation, places: readonly api.Place[], wijken: { places: api.Place[]; schematic: boolean }): Promise<void> {
    const { stage, view } = this;
    const { measure, product, area, year } = view;
    const [whole, parts, seriesA, seriesB, detailsA, detailsB] = await Promise.all([
      api.compare(pair.a, pair.b, "gemeente", measure, product),
      api.compare(pair.a, pair.b, "wijk", measure, product),
      api.series(pair.a, measure, area, product),
      api.series(pair.b, measure, area, product),
      api.run(pair.a),
      api.run(pair.b),
    ]);
    if (turn.isOver()) {
      return;
    }
    const names = { scenario_a: parts.scenario_a, scenario_b: view.mode === "try" ? tell(view.lang, "your_choice") : parts.scenario_b };
    const now = [...whole.rows, ...parts.rows].filter((row) => row.year === year);
    for (const row of now) {
      this.at[row.area] = row;
    }
    this.idle();
    const domain = roundUp(Math.max(...parts.rows.map((row) => Math.abs(row.mean))));
    const unit = parts.rows[0]?.unit ?? "";
    this.drawLegend(domain, unit, wijken.schematic);
    await this.map?.show(this.tints(wijken.places, domain), stage.isDark);
    await this.map?.select(area, "", undefined);
    this.canvas.classList.remove("skeleton");
    if (turn.isOver()) {
      return;
    }
    keepFocus(() => list.show(this.places, places, now, names, view, (code) => stage.change({ area: code })));
    const place = places.find((p) => p.code === area)?.name ?? "";
    stage.name(`${names.scenario_b} – ${names.scenario_a}: ${place} ${year}`);
    const rows = [...whole.rows, ...parts.rows].filter((row) => row.area === area);
    if (!rows.some((row) => row.year === year)) {
      answer.empty(this.panel, `${place}: ${say(view.lang, "not_allowed")}.`);
      return;
    }
    const told: answer.Answer = {
      rows,
      of: names,
      series: [seriesA, seriesB],
      details: [detailsA, detailsB],
      place: `in ${place}`,
      name: place,
      changes: view.mode === "try" ? sliders.wordsOf(view, base) : [],
      speed: this.speed,
    };
    this.told.textContent = await answer.show(this.panel, told, view, () => stage.print(), view.mode === "try" ? [this.keeper(base)] : []);
  }

  private tints(wijken: readonly api.Place[], domain: number): Map<string, string | null> {
    const { isDark } = this.stage;
    return new Map(
      wijken.map(({ code }) => {
        const row = this.at[code];
        const tint = !row ? null : row.p_equal === 1 ? noDifference(isDark) : differenceColour(row.mean / domain, disagreementOf(row.p_lower, row.p_higher), isDark);
        return [code, tint] as const;
      }),
    );
  }

  private async drawMap(wijken: readonly api.Place[]): Promise<void> {
    const { stage } = this;
    const drawAs = `${stage.lang} ${stage.isDark}`;
    if (this.map && this.drawnAs === drawAs) {
      return;
    }
    this.map?.remove();
    this.drawnAs = drawAs;
    this.map = await openMap(this.canvas, {
      level: "wijk",
      lang: stage.lang,
      isDark: stage.isDark,
      position: stage.state.map,
      box: undefined,
      chosen: (area) => stage.change({ area }),
      moved: (map) => stage.keep({ map }),
      told: (code) => list.text(this.at[code], this.view),
    });
    await this.map.show(new Map(wijken.map(({ code }) => [code, noDifference(stage.isDark)])), stage.isDark);
  }

  private drawLegend(domain: number, unit: string, isSchematic: boolean): void {
    const { lang, isDark } = this.stage;
    const end = shown(domain, unit, lang);
    legend.show(
      this.legend,
      {
        title: tell(lang, "legend"),
        rows: steps.map((count, doubt) => Array.from({ length: count }, (_, tint) => differenceCell(doubt, tint, isDark))),
        sides: [tell(lang, "agree"), tell(lang, "disagree")],
        ends: [`${end} ${tell(lang, "less")}`, "0", `${end} ${tell(lang, "more")}`],
        hidden: tell(lang, "no_run"),
        isSchematic,
      },
      lang,
    );
  }

  private drawEmpty(hint: string): void {
    this.canvas.classList.remove("skeleton");
    this.stage.name(tell(this.stage.lang, "title"));
    answer.empty(this.panel, hint);
    this.legend.replaceChildren();
    this.places.replaceChildren();
  }

  /** Keeps the positions of the sliders under a name of one's own. */
  private keeper(base: Foundation): HTMLElement {
    const { lang } = this.stage;
    const name = el("input", { id: "save-name", class: "utrecht-textbox", type: "text", value: "mijn-scenario", maxlength: "60" });
    const save = el("button", { type: "button", class: "utrecht-button utrecht-button--primary-action", id: "save" }, tell(lang, "save"));
    const result = el("p", { role: "status", id: "saved" });
    save.addEventListener("click", () => {
      void this.save(plainName(name.value) || "mijn-scenario", base).then(
        (saved) => (result.textContent = fill(tell(lang, "saved"), { n: saved })),
        (problem: unknown) => (result.textContent = problem instanceof Error ? problem.message : String(problem)),
      );
    });
    return el(
      "form",
      { class: "keeper" },
      el("label", { for: "save-name", class: "utrecht-form-label" }, tell(lang, "save_name")),
      el("div", { class: "keep" }, name, save),
      el("p", { class: "hint" }, tell(lang, "save_hint")),
      result,
    );
  }

  private async save(name: string, base: Foundation): Promise<string> {
    const yaml = yamlOf(sliders.wishOf(this.view), base, name);
    await api.addScenario(yaml);
    const link = el("a", { href: hrefOf(yaml, "application/yaml"), download: `${name}.yaml` });
    link.click();
    return `${name}.yaml`;
  }

  /** Says so only to who has waited a while. */
  private busy(text: string): void {
    this.panel.setAttribute("aria-busy", "true");
    if (this.progress.dataset["text"] !== text) {
      this.progress.dataset["text"] = text;
      this.progress.replaceChildren();
      this.startedAt = performance.now();
    }
  }

  private tellProgress({ replicates_done, replicates, seconds_left }: Progress): void {
    if (performance.now() - this.startedAt < Patience || this.progress.dataset["text"] === undefined) {
      return;
    }
    const { lang } = this.stage;
    let bar = this.progress.querySelector("progress");
    if (!bar) {
      bar = el("progress", { "aria-label": this.progress.dataset["text"] });
      const stop = el("button", { type: "button", class: "utrecht-button", id: "stop" }, tell(lang, "stop"));
      stop.addEventListener("click", () => this.runner.cancel());
      this.progress.replaceChildren(el("span", {}, this.progress.dataset["text"]), bar, el("span", { class: "left" }), stop);
    }
    bar.max = replicates;
    bar.value = replicates_done;
    const left = this.progress.querySelector(".left") as HTMLElement;
    left.textContent = seconds_left === null ? "" : fill(tell(lang, "left"), { n: Math.ceil(seconds_left) });
  }

  private idle(): void {
    delete this.progress.dataset["text"];
    this.progress.replaceChildren();
    this.panel.removeAttribute("aria-busy");
  }

  /** From the wish until it was on the screen. */
  private finish(): void {
    if (this.wishedAt > 0 && this.asked) {
      const seconds = (performance.now() - this.wishedAt) / 1000;
      this.speed = fill(tell(this.stage.lang, "done_in"), { r: quick.replicates, n: decimal(Math.round(seconds * 10) / 10, this.stage.lang) });
      document.documentElement.dataset["answeredIn"] = String(Math.round(seconds * 1000));
      let line = this.panel.querySelector("#speed");
      if (!line) {
        line = el("p", { class: "card", id: "speed" });
        this.panel.querySelector(".rests")?.append(line);
      }
      line.textContent = this.speed;
    }
    this.wishedAt = 0;
  }
}

function foundationOf(name: string, details: api.RunDetails): Foundation {
  const establishment = details.card.assumptions["staff.establishment"] ?? { value: 0.01, low: 0, high: 0.02, unit: "", source: "", confidence: 0 };
  return { name, baseYear: details.run.base_year, establishment };
}
