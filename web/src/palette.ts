/**
 * Colours that say value and certainty at once. How light it is says how much; how much colour there is in it says how well that
 * is known. What is less known has fewer tints too, and they lie closer together: eight for what is well known, then six, four and
 * two. Figures of a buurt are seldom well known, and buurten that differ much must still look different.
 */

export const tints = [8, 6, 4, 2] as const;

/** Of differences: who hardly knows which way one goes has one tint, that of neither way. */
export const steps = [8, 4, 2, 1] as const;

/** One hue from light to dark, even in lightness, apart for colour-blind readers. */
const light = ["#e8eef7", "#0b3c74"] as const;
const dark = ["#1d2b3d", "#bcd9ff"] as const;
const grey = { light: "#b9b9b4", dark: "#5b5b58" } as const;

/** By doubt: which part of its colour a tint loses, and how far it goes towards the grey in the middle. */
const fading = [0, 0.4, 0.7, 0.9] as const;
const closing = [0, 0.06, 0.14, 0.4] as const;

/** Widths of the 90% interval against the middle at which a step of certainty ends. */
const widths = [0.4, 1.2, 4] as const;

export interface Colour {
  css: string;
  /** 0 for what is well known … 3. */
  doubt: number;
  /** Which tint of its row. */
  tint: number;
}

/** How well a value is known: 0 … 3. */
export function doubtOf(low: number, middle: number, high: number): number {
  const width = (high - low) / Math.max(Math.abs(middle), 1e-9);
  const found = widths.findIndex((w) => width <= w);
  return found < 0 ? widths.length : found;
}

/** @param share Place of the value in its domain; is brought within 0 … 1. */
export function colour(share: number, doubt: number, isDark: boolean): Colour {
  const count = tints[doubt] ?? 1;
  const tint = Math.min(count - 1, Math.floor(Math.max(0, Math.min(1, share)) * count));
  return { css: cell(doubt, tint, isDark), doubt, tint };
}

/** Colour of one of the cells of the legend. */
export function cell(doubt: number, tint: number, isDark: boolean): string {
  const count = tints[doubt] ?? 1;
  const [from, to] = isDark ? dark : light;
  const hue = mix(from, to, (tint + 0.5) / count);
  const faded = mix(hue, greyOf(hue), fading[doubt] ?? 0);
  return mix(faded, isDark ? grey.dark : grey.light, closing[doubt] ?? 0);
}

/** As light as a colour, without it. */
function greyOf(css: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(css.slice(at, at + 2), 16)) as [number, number, number];
  const shade = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .toString(16)
    .padStart(2, "0");
  return `#${shade}${shade}${shade}`;
}

/** Two hues around neutral, for differences; neither of them good or bad. */
const apart = { light: { less: "#145a96", none: "#e9e8e3", more: "#a6560a" }, dark: { less: "#7fb6ef", none: "#33383d", more: "#f0a35e" } } as const;

/** Shares of the futures that go the same way, above which a step of certainty begins. */
const agreements = [0.95, 0.8, 0.65] as const;

/** How sure it is which way a difference goes: 0 … 3. */
export function disagreementOf(lower: number, higher: number): number {
  const found = agreements.findIndex((a) => Math.max(lower, higher) >= a);
  return found < 0 ? agreements.length : found;
}

/** @param share Place of the difference in its domain, from −1 to 1. */
export function differenceColour(share: number, doubt: number, isDark: boolean): string {
  const count = steps[doubt] ?? 1;
  return differenceCell(doubt, Math.min(count - 1, Math.floor(((Math.max(-1, Math.min(1, share)) + 1) / 2) * count)), isDark);
}

/** Colour of one of the fifteen cells of the legend of differences. */
export function differenceCell(doubt: number, tint: number, isDark: boolean): string {
  const { less, none, more } = apart[isDark ? "dark" : "light"];
  const count = steps[doubt] ?? 1;
  const side = ((tint + 0.5) / count) * 2 - 1;
  return mix(mix(none, side < 0 ? less : more, Math.abs(side)), isDark ? grey.dark : grey.light, doubt * 0.2);
}

/** Where two are the same in every future. */
export const noDifference = (isDark: boolean) => apart[isDark ? "dark" : "light"].none;

function mix(a: string, b: string, share: number): string {
  const part = (at: number) => {
    const [x, y] = [a, b].map((c) => Number.parseInt(c.slice(at, at + 2), 16)) as [number, number];
    return Math.round(x + (y - x) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
