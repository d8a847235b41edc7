/** How a map looks, whatever draws it. */

export interface Look {
  /** Where nothing is. */
  ground: string;
  /** Of what is hatched. */
  hidden: string;
  edge: string;
  frame: string;
  own: string;
  chosen: string;
}

export const lookOf = (isDark: boolean): Look =>
  isDark
    ? { ground: "#16181b", hidden: "#2a2a2a", edge: "#3b4148", frame: "#8b949e", own: "#ffffff", chosen: "#c2410c" }
    : { ground: "#ffffff", hidden: "#f2f2ef", edge: "#ffffff", frame: "#57606a", own: "#111111", chosen: "#c2410c" };

/** Pixels. */
export const widths = { edge: 0.7, frame: 1.2, own: 3, chosen: 4 } as const;

/** Pixels that stay free around what is looked at. */
export const padding = 16;

/** Slanted lines: here is something that may not be told. @param points Of the picture, for each pixel. */
export function hatch(points: number): ImageData {
  const size = 8 * points;
  const image = new ImageData(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const on = (x + y) % (4 * points) < points;
      image.data.set([110, 110, 110, on ? 255 : 0], (y * size + x) * 4);
    }
  }
  return image;
}
