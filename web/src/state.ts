/** What the address bar holds: a link brings the whole view back. */

export type Language = "nl" | "en";
export type Theme = "auto" | "light" | "dark";
export type Quantile = "p5" | "p25" | "p50" | "p75" | "p95";

/** One thing that is chosen: what it is when nobody chose, and how it reads from an address. */
export interface Field<T extends string | number> {
  readonly fallback: T;
  /** Undefined where the text is no value of this field. */
  read(text: string): T | undefined;
}

export type Fields = Readonly<Record<string, Field<string> | Field<number>>>;
export type StateOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export const text = (fallback = "", shape = /^.*$/): Field<string> => ({ fallback, read: (given) => (shape.test(given) ? given : undefined) });

export const oneOf = <T extends string>(known: readonly T[], fallback: T): Field<T> => ({ fallback, read: (given) => known.find((k) => k === given) });

export const whole = (fallback: number, least: number, most: number): Field<number> => ({
  fallback,
  read: (given) => (/^-?\d+$/.test(given) && Number(given) >= least && Number(given) <= most ? Number(given) : undefined),
});

/** Longitude, latitude and zoom; empty where the map shows the whole of what was chosen. */
export const position = (): Field<string> => text("", /^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?,\d{1,2}(\.\d+)?$/);

export function read<F extends Fields>(fields: F, given: URLSearchParams): StateOf<F> {
  const state = Object.entries(fields).map(([name, field]) => {
    const found = given.get(name);
    return [name, (found === null ? undefined : field.read(found)) ?? field.fallback];
  });
  return Object.fromEntries(state) as StateOf<F>;
}

/** What is empty is left out. */
export function write(state: Readonly<Record<string, string | number>>): URLSearchParams {
  return new URLSearchParams(Object.entries(state).flatMap(([name, value]) => (value === "" ? [] : [[name, String(value)]])));
}
