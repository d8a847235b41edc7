/** Draws a specification, or saves it to a file. Loaded when first needed; no text is ever run as code. */

import type { Spec } from "./chart";

/** Fetches what draws, before there is something to draw. */
export const ready = () => Promise.all([import("vega"), import("vega-lite"), import("vega-interpreter")]);

async function viewOf(spec: Spec, container?: HTMLElement) {
  const [vega, lite, { expressionInterpreter }] = await ready();
  const compiled = lite.compile(spec as unknown as Parameters<typeof lite.compile>[0]).spec;
  return new vega.View(vega.parse(compiled, undefined, { ast: true }), {
    renderer: container ? "svg" : "none",
    hover: false,
    expr: expressionInterpreter,
    ...(container ? { container } : {}),
  });
}

/** The element names the drawing as a whole; the parts of it say nothing to who listens. */
export async function draw(into: HTMLElement, spec: () => Spec): Promise<void> {
  // Libraries first: by then whoever asked has put the element in its place, and it has a width.
  await ready();
  const view = await viewOf(spec(), into);
  await view.runAsync();
  into.querySelector("svg")?.setAttribute("aria-hidden", "true");
}

export async function svgOf(spec: Spec): Promise<Blob> {
  const view = await viewOf(spec);
  return new Blob([await view.toSVG()], { type: "image/svg+xml" });
}

/** Twice as many points as pixels: sharp on paper. */
export async function pngOf(spec: Spec): Promise<Blob> {
  const view = await viewOf({ ...spec, background: "#ffffff" });
  const canvas = (await view.toCanvas(2)) as unknown as HTMLCanvasElement;
  return new Promise((made, failed) => canvas.toBlob((blob) => (blob ? made(blob) : failed(new Error("the picture is empty"))), "image/png"));
}

export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser still has to fetch it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
