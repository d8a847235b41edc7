/** A growth of one's own, as a reader writes it. */

/** Percent a year beyond which nobody means it. */
const Most = 20;

/** In percent, with a point; empty for none, undefined where it is no growth. A comma is as good as a point, in either language. */
export function growthOf(written: string): string | undefined {
  const text = written.trim().replace(/\s*%$/, "").replace("−", "-").replace(",", ".");
  if (text === "") {
    return "";
  }
  return /^-?\d{1,2}(\.\d{1,2})?$/.test(text) && Math.abs(Number(text)) <= Most ? text : undefined;
}
