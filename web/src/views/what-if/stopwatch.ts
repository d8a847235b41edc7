/** How long somebody waited from a wish until it was on the screen: the first futures, and all. */

import { decimal } from "../../format";
import type { Language } from "../../state";
import { fill, tell } from "./words";

export class Stopwatch {
  private wishedAt = 0;
  private first = 0;

  /** Somebody wishes something now. */
  begin(): void {
    this.wishedAt = performance.now();
    this.first = 0;
  }

  /** Numbers are on the screen, if not all. */
  early(): void {
    if (this.wishedAt > 0 && this.first === 0) {
      this.first = this.elapsed;
      document.documentElement.dataset["firstIn"] = String(Math.round(1000 * this.first));
    }
  }

  /** @param isComputed Whether there was something to wait for. @returns What is said of it; empty when nobody waited. */
  end(replicates: number, isComputed: boolean, lang: Language): string {
    if (this.wishedAt === 0 || !isComputed) {
      this.wishedAt = 0;
      return "";
    }
    const seconds = this.elapsed;
    document.documentElement.dataset["answeredIn"] = String(Math.round(1000 * seconds));
    this.wishedAt = 0;
    const said = (s: number) => decimal(Math.round(s * 10) / 10, lang);
    return this.first > 0
      ? fill(tell(lang, "done_after"), { r: replicates, f: said(this.first), n: said(seconds) })
      : fill(tell(lang, "done_in"), { r: replicates, n: said(seconds) });
  }

  private get elapsed(): number {
    return (performance.now() - this.wishedAt) / 1000;
  }
}
