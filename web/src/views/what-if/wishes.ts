/** What is to be held beside what, and computed where it is not there: the latest wish only, once nobody moves any more. */

import type { Settings } from "../../api";
import type { Turn } from "../../shell";
import type { WhatIf } from "../what-if";
import { settingsBeside, type Chosen } from "./choices";
import type { Stage } from "./follow";
import { quick, Runner, whole, type Made, type Source } from "./runner";
import { isNeutral, yamlOf, type Foundation } from "./scenario";
import * as sliders from "./sliders";
import type { Waiting } from "./waiting";
import { tell } from "./words";

/** Milliseconds without another wish after which one is computed, where wishes come fast: a slider that is dragged. */
const Quiet = 100;

/** Wishes further apart than this are single ones: each is computed at once. */
const Fast = 300;

/** What is chosen on either side, where two scenarios are compared. */
export interface Sides {
  a: Chosen | undefined;
  b: Chosen | undefined;
}

type Early = (stage: Stage) => void;

export class Wishes {
  /** What sliders asked for last; empty where they asked for nothing. */
  private asked = "";
  private wishedAt = -Fast;

  constructor(
    private readonly runner: Runner,
    private readonly waiting: Waiting,
  ) {}

  /** Whether sliders asked for what is shown. */
  get isPulled(): boolean {
    return this.asked !== "";
  }

  /** It came to nothing: the same wish is a new one. */
  forget(): void {
    this.asked = "";
  }

  /** What others are held beside; undefined where none is chosen. */
  async first({ mode, base, lang }: WhatIf, { a, b }: Sides, early: Early): Promise<Made | undefined> {
    this.waiting.begin(tell(lang, "busy_base"));
    if (mode === "try") {
      return this.runner.base({ scenario: base }, quick, early);
    }
    return a?.kind === "scenario" ? this.runner.base({ scenario: a.id }, settingsBeside(b), early) : a && whole(a.run.id);
  }

  /** What is held beside the first; undefined where nothing is wished for, or not any more. */
  async second(turn: Turn, view: WhatIf, beside: string, base: Foundation, { a, b }: Sides, early: Early): Promise<Made | undefined> {
    const wish = sliders.wishOf(view);
    const isNothing = view.mode === "try" ? isNeutral(wish) : !b || view.a === view.b;
    if (isNothing) {
      this.runner.cancel();
      return undefined;
    }
    const tried = (source: Source, settings: Settings) => {
      this.waiting.begin(tell(view.lang, "busy"));
      return this.runner.try(source, settings, early);
    };
    if (view.mode === "pair") {
      return b?.kind === "scenario" ? tried({ scenario: b.id }, settingsBeside(a)) : b && whole(b.run.id);
    }
    const yaml = yamlOf(wish, base);
    if (this.asked !== `${beside} ${yaml}`) {
      // What somebody has left already is not worth going on with.
      this.runner.cancel();
      const isFast = performance.now() - this.wishedAt < Fast;
      this.wishedAt = performance.now();
      await new Promise((quiet) => setTimeout(quiet, isFast ? Quiet : 0));
      if (turn.isOver()) {
        return undefined;
      }
      this.asked = `${beside} ${yaml}`;
    }
    return tried({ yaml }, quick);
  }
}
