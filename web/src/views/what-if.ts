/** Wat als? Two scenarios in the same futures: where they differ, by how much, and how sure that is. */

import * as api from "../api";
import { ready } from "../charts/draw";
import { el } from "../dom";
import { keepFocus } from "../parts/focus";
import type { Showing, Stage, Turn } from "../shell";
import { oneOf, position, text, whole, type StateOf } from "../state";
import { levelWord, say } from "../words";
import { AnswerSide } from "./what-if/answer-side";
import { baseOptions, beginning, chosenOf, scenarioKey } from "./what-if/choices";
import * as controls from "./what-if/controls";
import { gather, type Pair } from "./what-if/documents";
import type { Stage as Step } from "./what-if/follow";
import { MapSide } from "./what-if/map-side";
import { OneByOne } from "./what-if/one-by-one";
import { places as placesOf, type Places } from "./what-if/places";
import { quick, Runner, Stopped } from "./what-if/runner";
import { foundationOf, type Foundation } from "./what-if/scenario";
import { Stopwatch } from "./what-if/stopwatch";
import { Waiting } from "./what-if/waiting";
import { Wishes } from "./what-if/wishes";
import { compared, tell } from "./what-if/words";
import "./what-if/what-if.css";

export const fields = {
  mode: oneOf<"try" | "pair">(["try", "pair"], "try"),
  base: text(),
  staff: whole(0, -4, 6),
  budgeted: oneOf<"no" | "yes">(["no", "yes"], "no"),
  budget: whole(0, -40, 40),
  prevention: whole(0, 0, 20),
  group: whole(0, 0, 60),
  a: text(),
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

class WhatIfView implements Showing {
  private readonly choices = el("form", { id: "choices", class: "what-if" });
  private readonly skip = el("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#places" });
  private readonly answer: AnswerSide;
  private readonly map: MapSide;
  private readonly waiting: Waiting;
  private readonly wishes: Wishes;
  private readonly runner = new Runner((progress) => this.waiting.tell(progress, this.stage.lang));
  private readonly drawings = new OneByOne();
  private readonly clock = new Stopwatch();

  constructor(private readonly stage: Stage<StateOf<typeof fields>>) {
    this.map = new MapSide(stage, () => this.view);
    this.answer = new AnswerSide(stage, () => this.view);
    const { panel, places, told, brief } = this.answer;
    this.waiting = new Waiting(panel, () => this.runner.stop());
    this.wishes = new Wishes(this.runner, this.waiting);
    const side = el("section", { id: "map-side" }, this.choices, this.waiting.element, this.map.canvas, this.map.legend, brief);
    this.choices.addEventListener("submit", (event) => event.preventDefault());
    stage.into.append(this.skip, el("div", { class: "sides-by-side" }, side, panel, places), told);
  }

  close(): void {
    this.runner.cancel();
    this.map.close();
  }

  private get view(): WhatIf {
    return { ...this.stage.state, lang: this.stage.lang };
  }

  async show(turn: Turn): Promise<void> {
    try {
      await this.compare(turn).catch((problem: unknown) => {
        if (!(problem instanceof api.Gone) || turn.isOver()) {
          throw problem;
        }
        this.runner.forget();
        return this.compare(turn);
      });
    } catch (problem) {
      if (!turn.isOver()) {
        this.waiting.end();
        this.wishes.forget();
      }
      const hint = problem instanceof Stopped ? tell(this.stage.lang, "stopped") : (await this.isUnbegun(problem)) ? say(this.stage.lang, "no_runs") : undefined;
      if (hint === undefined) {
        throw problem;
      }
      if (!turn.isOver()) {
        await this.drawEmpty((this.answer.told.textContent = hint));
      }
    }
  }

  /** Whether there is nothing yet to begin with: no run was ever made, and none can be tried. */
  private async isUnbegun(problem: unknown): Promise<boolean> {
    return problem instanceof api.Refusal && problem.status === 422 && !this.choices.hasChildNodes() && (await api.runs()).length === 0;
  }

  private async compare(turn: Turn): Promise<void> {
    const { stage } = this;
    const [runs, scenarios, places] = await Promise.all([api.runs(), api.scenarios(), placesOf()]);
    if (turn.isOver()) {
      return;
    }
    this.skip.textContent = levelWord(stage.lang, "skip_list", places.level);
    // A link may name a run or a scenario that is not there any more.
    const base = baseOptions(scenarios).find((o) => o.value === stage.state.base)?.value ?? beginning(runs, scenarios);
    stage.keep({ base, a: chosenOf(stage.state.a, runs, scenarios) ? stage.state.a : scenarioKey(base) });
    const sides = { a: chosenOf(stage.state.a, runs, scenarios), b: chosenOf(stage.state.b, runs, scenarios) };
    let opened = Promise.resolve();
    const begin = (details: api.RunDetails) => {
      this.settle(details, places);
      const { view } = this;
      const of = { runs, scenarios, places: places.all, details, base: foundationOf(view.base, details) };
      keepFocus(() => controls.show(this.choices, view, of, (part) => this.wish(part)));
      opened = this.map.open(places);
      // By the time that somebody has chosen, charts can be drawn.
      void opened.then(ready, () => {});
    };
    // Its first futures are enough to choose with.
    const a = await this.wishes.first(this.view, sides, ({ run }) => void api.run(run).then((details) => turn.isOver() || begin(details), () => {}));
    if (turn.isOver()) {
      return;
    }
    if (a === undefined) {
      await this.drawEmpty(tell(stage.lang, "begin_pair"));
      return;
    }
    const details = await api.run(a.id);
    if (turn.isOver()) {
      return;
    }
    begin(details);
    const { view } = this;
    const foundation = foundationOf(view.base, details);
    const draw = (pair: Pair) => this.drawings.draw(() => opened.then(() => this.draw(turn, pair, foundation, places)));
    const early = ({ run, replicates }: Step) => {
      const beside = a.stages.get(replicates);
      if (beside !== undefined && replicates < quick.replicates && !turn.isOver()) {
        // What goes wrong now goes wrong again when all futures are there.
        void draw({ a: beside, b: run, early: { futures: replicates, of: quick.replicates } }).catch(() => {});
      }
    };
    const b = await this.wishes.second(turn, view, a.id, foundation, sides, early);
    if (turn.isOver()) {
      return;
    }
    if (b === undefined) {
      await opened;
      await this.drawEmpty(tell(view.lang, view.mode === "try" ? "begin" : "begin_pair"));
      return;
    }
    await draw({ a: a.id, b: b.id });
    if (!turn.isOver()) {
      await this.map.settled();
      this.finish(details.run.replicates);
    }
  }

  /** What nobody chose is chosen now, so that a link says all of it. */
  private settle(details: api.RunDetails, { all }: Places): void {
    const { year, area } = this.stage.state;
    this.stage.keep({
      year: Math.min(Math.max(year || 2035, details.last_observed + 1), details.last_year),
      area: all.some((p) => p.code === area) ? area : (all[0]?.code ?? ""),
    });
  }

  private wish(part: Partial<WhatIf>): void {
    this.clock.begin();
    this.answer.tellSpeed("");
    this.stage.change(part);
  }

  private async draw(turn: Turn, { a, b, early }: Pair, base: Foundation, places: Places): Promise<void> {
    const { view } = this;
    const told = await gather({ a, b, early }, view, places);
    if (turn.isOver()) {
      return;
    }
    if (early) {
      this.waiting.early();
    } else {
      this.waiting.end();
    }
    const now = [...told.whole, ...told.parts].filter((row) => row.year === view.year);
    const shown = { places, rows: told.parts };
    await Promise.all([this.map.show(shown, now, view.area), this.answer.show(told, view, early, base, places)]);
    if (early && !turn.isOver()) {
      this.clock.early();
    }
  }

  private async drawEmpty(hint: string): Promise<void> {
    this.waiting.end();
    this.answer.empty(hint);
    await this.map.clear();
  }

  /** From the wish until all of it was on the screen. */
  private finish(replicates: number): void {
    const said = this.clock.end(replicates, this.wishes.isPulled, this.stage.lang);
    if (said) {
      this.answer.tellSpeed(said);
    }
  }
}
