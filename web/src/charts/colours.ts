/** Colours of charts, by name. On a page they follow its theme by themselves; what is saved to a file has those of paper. */

export interface Colours {
  ink: string;
  soft: string;
  line: string;
  panel: string;
  /** What is computed. */
  accent: string;
  /** Others, as a band. */
  band: string;
  /** More and less: two hues, neither of them good or bad; the same as on the map of a difference. */
  more: string;
  less: string;
  /** Lines beside each other; they differ in dashes and marks too. */
  lines: readonly string[];
}

const token = (name: string) => `var(--${name})`;

export const live: Colours = {
  ink: token("ink"),
  soft: token("soft"),
  line: token("line"),
  panel: token("panel"),
  accent: token("accent"),
  band: token("chart-band"),
  more: token("chart-more"),
  less: token("chart-less"),
  lines: [token("chart-1"), token("chart-2"), token("chart-3"), token("chart-4"), token("chart-5")],
};

export const paper: Colours = {
  ink: "#1d1d1b",
  soft: "#55554f",
  line: "#d8d8d2",
  panel: "#ffffff",
  accent: "#0b3c74",
  band: "#6e6e68",
  more: "#b06a12",
  less: "#2f6fb3",
  lines: ["#0b3c74", "#a3480b", "#2c6e49", "#7a3b8f", "#55554f"],
};
