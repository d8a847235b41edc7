import { describe, expect, it } from "vitest";
import { cell, colour, differenceCell, differenceColour, disagreementOf, doubtOf, steps, tints } from "../src/palette";

/** Relative luminance, by the definition of WCAG. */
function luminance(css: string): number {
  const part = (at: number) => {
    const c = Number.parseInt(css.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

describe("the palette", () => {
  it.each([false, true])("has less colour and fewer tints the less is known, and tells two tints apart (dark: %s)", (isDark) => {
    const colourIn = (css: string) => Math.abs(Number.parseInt(css.slice(5, 7), 16) - Number.parseInt(css.slice(1, 3), 16));
    const rows = tints.map((count, doubt) => Array.from({ length: count }, (_, tint) => cell(doubt, tint, isDark)));
    for (let doubt = 1; doubt < rows.length; doubt++) {
      const [row, before] = [rows[doubt], rows[doubt - 1]] as [string[], string[]];
      expect(row.length).toBeLessThan(before.length);
      expect(Math.max(...row.map(colourIn))).toBeLessThan(0.75 * Math.max(...before.map(colourIn)));
      const [low, high] = [luminance(row[0] as string), luminance(row.at(-1) as string)].sort((a, b) => a - b) as [number, number];
      expect((high + 0.05) / (low + 0.05)).toBeGreaterThan(1.8);
    }
    // All grey alone would look like the lines of what is hidden.
    expect(rows.flat().every((css) => colourIn(css) > 0)).toBe(true);
  });

  it.each([false, true])("goes evenly from little to much (dark: %s)", (isDark) => {
    for (const [doubt, count] of tints.entries()) {
      const row = Array.from({ length: count }, (_, i) => luminance(cell(doubt, i, isDark)));
      const turned = isDark ? row : [...row].reverse();
      for (let i = 1; i < turned.length; i++) {
        expect(turned[i]).toBeGreaterThan(turned[i - 1] as number);
      }
    }
  });

  it("says less the less is known", () => {
    expect(doubtOf(95, 100, 105)).toBe(0);
    expect(doubtOf(60, 100, 150)).toBe(1);
    expect(doubtOf(10, 100, 300)).toBe(2);
    expect(doubtOf(0, 10, 300)).toBe(3);
    expect(doubtOf(0, 0, 0)).toBe(0);
  });

  it("keeps values outside the domain in its first and last tint", () => {
    expect(colour(-1, 0, false).tint).toBe(0);
    expect(colour(7, 0, false).tint).toBe(7);
    expect(colour(7, 3, false).tint).toBe(1);
  });
});

describe("the palette of differences", () => {
  it.each([false, true])("has two hues that grow apart from the middle (dark: %s)", (isDark) => {
    const blue = (css: string) => Number.parseInt(css.slice(5, 7), 16) - Number.parseInt(css.slice(1, 3), 16);
    for (const [doubt, count] of steps.entries()) {
      const tints = Array.from({ length: count }, (_, i) => blue(differenceCell(doubt, i, isDark)));
      expect([...tints].sort((a, b) => b - a)).toEqual(tints);
      expect(count === 1 || ((tints[0] as number) > 0 && (tints.at(-1) as number) < 0)).toBe(true);
    }
  });

  it("is as sure as the futures agree", () => {
    expect([disagreementOf(0.97, 0.03), disagreementOf(0.1, 0.85), disagreementOf(0.3, 0.7), disagreementOf(0.5, 0.5)]).toEqual([0, 1, 2, 3]);
  });

  it("keeps both ends within the domain", () => {
    expect(differenceColour(-9, 0, false)).toBe(differenceCell(0, 0, false));
    expect(differenceColour(9, 0, false)).toBe(differenceCell(0, 7, false));
  });
});
