/**
 * A map without a graphics card. The processor draws it on a sheet out of sight, of which one copy goes to the page: a browser
 * that composes by software hands a picture on sooner than the strokes that it was made of.
 */

import type { Box } from "../../api";
import { el } from "../../dom";
import { say } from "../../words";
import type { AreaMap, MapChoice } from "../map";
import * as camera from "./camera";
import { follow } from "./gestures";
import { hatch, lookOf, padding, widths, type Look } from "./look";
import { Extent, Tiles, type Found } from "./tiles";

interface Shown {
  /** By code. */
  tints: ReadonlyMap<string, string>;
  hidden: ReadonlySet<string>;
  chosen: string;
  own: string;
}

export class SheetMap implements AreaMap {
  private readonly canvas: HTMLCanvasElement;
  private readonly screen: CanvasRenderingContext2D;
  private readonly sheet = pen(el("canvas"), true);
  private readonly told = el("p", { class: "map-told", hidden: "" });
  private readonly look: Look;
  private readonly areas: Tiles;
  private readonly frames: Tiles;
  private readonly resizing: ResizeObserver;
  private shown: Shown = { tints: new Map(), hidden: new Set(), chosen: "", own: "" };
  private looking: camera.Camera;
  private framed: string;
  private frame = 0;
  /** Where it is going, when it is not there yet. */
  private bound: { from: camera.Camera; to: camera.Camera; since: number } | undefined;
  private readonly isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private hatching: { points: number; pattern: CanvasPattern | null; side: number } | undefined;

  constructor(
    private readonly container: HTMLElement,
    private readonly choice: MapChoice,
    private readonly all: Box,
  ) {
    const { title, isDark, level, frame, box, position } = choice;
    this.canvas = el("canvas", { tabindex: "0", role: "region", "aria-label": title, class: "map-sheet" });
    this.screen = pen(this.canvas, false);
    this.look = lookOf(isDark);
    this.areas = new Tiles(level, () => this.drawSoon());
    this.frames = frame === level ? this.areas : new Tiles(frame, () => this.drawSoon());
    this.framed = JSON.stringify(box ?? all);
    container.replaceChildren(this.canvas, this.buttons(), this.told);
    this.looking = camera.read(position) ?? this.fitted(box ?? all);
    // Paper shows the picture of the screen, whole; it is not drawn anew for it.
    this.resizing = new ResizeObserver(() => matchMedia("print").matches || this.drawSoon());
    this.resizing.observe(container);
    follow(this.canvas, {
      pan: (right, below) => this.go(camera.pan(this.looking, right, below)),
      zoom: (by, right, below) => this.go(camera.zoomed(this.looking, by, right, below)),
      leap: (by, right, below) => this.leap(by, right, below),
      rest: () => choice.moved(camera.written(this.goal)),
      press: (right, below) => {
        const code = this.codeAt(right, below);
        if (code) {
          choice.chosen(code);
        }
      },
      over: (at) => this.tell(at),
    });
  }

  async show(told: ReadonlyMap<string, string | null>): Promise<void> {
    const tints = new Map([...told].map(([code, tint]) => [code, tint ?? this.look.hidden] as const));
    const hidden = new Set([...told].flatMap(([code, tint]) => (tint === null ? [code] : [])));
    this.shown = { ...this.shown, tints, hidden };
    this.drawSoon();
  }

  async select(chosen: string, own: string, box: Box | undefined): Promise<void> {
    this.shown = { ...this.shown, chosen, own };
    const framed = JSON.stringify(box ?? this.all);
    if (framed !== this.framed) {
      this.framed = framed;
      this.glide(this.fitted(box ?? this.all));
    }
    this.drawSoon();
  }

  async paint(): Promise<void> {
    this.draw();
  }

  async settled(): Promise<void> {
    if (this.bound) {
      await new Promise((there) => setTimeout(there, Glide));
      this.arrive();
    }
    // What is drawn asks for the tiles that it needs.
    this.draw();
    if (this.areas.isWaiting || this.frames.isWaiting) {
      await Promise.all([this.areas.whole(), this.frames.whole()]);
      this.draw();
    }
  }

  remove(): void {
    cancelAnimationFrame(this.frame);
    this.resizing.disconnect();
    this.container.replaceChildren();
  }

  private fitted = (box: Box) => camera.fit(box, this.container.clientWidth, this.container.clientHeight, padding);

  private keep = (at: camera.Camera) => camera.kept(at, this.all, this.container.clientWidth, this.container.clientHeight);

  private go(to: camera.Camera): void {
    this.bound = undefined;
    this.looking = this.keep(to);
    this.drawSoon();
  }

  /** Where it looks when it is still again. */
  private get goal(): camera.Camera {
    return this.bound?.to ?? this.looking;
  }

  private leap = (by: number, right: number, below: number) => this.glide(this.keep(camera.zoomed(this.goal, by, right, below)));

  /** Frame by frame, so that the eye can follow; at once for who wants no movement. */
  private glide(to: camera.Camera): void {
    this.bound = { from: this.looking, to, since: performance.now() };
    if (this.isStill) {
      this.arrive();
    }
    this.drawSoon();
  }

  private arrive(): void {
    this.looking = this.goal;
    this.bound = undefined;
  }

  private move(): void {
    if (this.bound) {
      const { from, to, since } = this.bound;
      const share = (performance.now() - since) / Glide;
      if (share >= 1) {
        this.arrive();
      } else {
        this.looking = camera.between(from, to, share * (2 - share));
      }
    }
  }

  private buttons(): HTMLElement {
    const made = ([["zoom_in", "+", 1], ["zoom_out", "−", -1]] as const).map(([word, sign, by]) => {
      const button = el("button", { type: "button", class: "utrecht-button", "aria-label": say(this.choice.lang, word), title: say(this.choice.lang, word) }, sign);
      button.addEventListener("click", () => {
        this.leap(by, 0, 0);
        this.choice.moved(camera.written(this.goal));
      });
      return button;
    });
    return el("div", { class: "map-buttons" }, ...made);
  }

  private drawSoon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.move();
      this.draw();
      if (this.bound) {
        this.drawSoon();
      }
    });
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { clientWidth: width, clientHeight: height } = this.container;
    const points = devicePixelRatio;
    for (const { canvas } of [this.sheet, this.screen]) {
      const [across, down] = [Math.round(width * points), Math.round(height * points)];
      if (canvas.width !== across || canvas.height !== down) {
        [canvas.width, canvas.height] = [across, down];
      }
    }
    this.sheet.setTransform(1, 0, 0, 1, 0, 0);
    this.sheet.fillStyle = this.look.ground;
    this.sheet.fillRect(0, 0, this.sheet.canvas.width, this.sheet.canvas.height);
    for (const place of camera.tilesOf(this.looking, width, height, this.all)) {
      this.drawTile(place, points);
    }
    if (this.sheet.canvas.width > 0 && this.sheet.canvas.height > 0) {
      this.screen.drawImage(this.sheet.canvas, 0, 0);
    }
  }

  /** Within whole pixels, so that what two tiles share is drawn by one of them. */
  private drawTile({ z, x, y, left, top, size }: camera.Place, points: number): void {
    const { sheet, shown, look } = this;
    const [areas, frames] = [this.areas.at(z, x, y), this.frames.at(z, x, y)];
    const [from, until] = [[left, top], [left + size, top + size]].map((corner) => corner.map((at) => Math.round(at * points))) as [[number, number], [number, number]];
    sheet.save();
    sheet.setTransform(1, 0, 0, 1, 0, 0);
    sheet.beginPath();
    sheet.rect(from[0], from[1], until[0] - from[0], until[1] - from[1]);
    sheet.clip();
    const units = (size * points) / Extent;
    const line = ({ scale }: Found, path: Path2D, colour: string, width: number) => {
      sheet.strokeStyle = colour;
      sheet.lineWidth = (width * points) / (units * scale);
      sheet.stroke(path);
    };
    const over = ({ scale, right, below }: Found) =>
      sheet.setTransform(units * scale, 0, 0, units * scale, left * points + right * units, top * points + below * units);
    if (areas) {
      over(areas);
      for (const [code, path] of areas.tile.areas) {
        const tint = shown.tints.get(code);
        if (tint !== undefined) {
          sheet.fillStyle = tint;
          sheet.fill(path, "evenodd");
        }
      }
      this.drawHatching(areas, [left - x * size, top - y * size], points);
      line(areas, areas.tile.all, look.edge, widths.edge);
    }
    if (frames) {
      over(frames);
      // Each by itself: what two have in common is darker than where one ends.
      frames.tile.areas.forEach((path) => line(frames, path, look.frame, widths.frame));
      const own = frames.tile.areas.get(shown.own);
      if (own) {
        line(frames, own, look.own, widths.own);
      }
    }
    const chosen = areas?.tile.areas.get(shown.chosen);
    if (areas && chosen) {
      over(areas);
      line(areas, chosen, look.chosen, widths.chosen);
    }
    sheet.restore();
  }

  /** Point by point, which keeps it sharp; it lies where the world lies, so that it goes on from tile to tile. */
  private drawHatching({ tile }: Found, [left, top]: readonly [number, number], points: number): void {
    const { sheet, shown } = this;
    if (shown.hidden.size === 0) {
      return;
    }
    if (this.hatching?.points !== points) {
      const image = hatch(Math.max(1, Math.round(points)));
      this.hatching = { points, pattern: patternOf(sheet, image), side: image.width };
    }
    const { pattern, side } = this.hatching;
    if (pattern) {
      // The corner of the world is a million pixels away, where a pen tells no two of them apart: a whole number of pictures nearer.
      const near = (from: number) => Math.round(from * points) % side;
      pattern.setTransform(sheet.getTransform().inverse().translate(near(left), near(top)));
      sheet.fillStyle = pattern;
      for (const [code, path] of tile.areas) {
        if (shown.hidden.has(code)) {
          sheet.fill(path, "evenodd");
        }
      }
    }
  }

  private codeAt(right: number, below: number): string | undefined {
    const { clientWidth: width, clientHeight: height } = this.container;
    const [across, down] = [right + width / 2, below + height / 2];
    const place = camera.tilesOf(this.looking, width, height, this.all).find((p) => across >= p.left && across < p.left + p.size && down >= p.top && down < p.top + p.size);
    const found = place && this.areas.at(place.z, place.x, place.y);
    if (!found) {
      return undefined;
    }
    const units = (pixels: number, from: number, moved: number) => (((pixels - from) / place.size) * Extent - moved) / found.scale;
    const [x, y] = [units(across, place.left, found.right), units(down, place.top, found.below)];
    this.sheet.setTransform(1, 0, 0, 1, 0, 0);
    return [...found.tile.areas].find(([, path]) => this.sheet.isPointInPath(path, x, y, "evenodd"))?.[0];
  }

  /** What lies under the pointer, beside it. */
  private tell(at: readonly [number, number] | undefined): void {
    const code = at && this.codeAt(...at);
    this.canvas.style.cursor = code ? "pointer" : "";
    this.told.hidden = !code;
    if (at && code) {
      const { clientWidth: width, clientHeight: height } = this.container;
      this.told.textContent = this.choice.told(code);
      const [left, top] = [at[0] + width / 2 - this.told.offsetWidth / 2, at[1] + height / 2 - this.told.offsetHeight - Beside];
      this.told.style.left = `${Math.max(0, Math.min(left, width - this.told.offsetWidth))}px`;
      this.told.style.top = `${top < 0 ? at[1] + height / 2 + Beside : top}px`;
    }
  }
}

/** Milliseconds from one look to another. */
const Glide = 250;

/** Pixels between a pointer and what is said. */
const Beside = 14;

/** @param isSheet Drawn on by the processor, whatever else there is. */
function pen(canvas: HTMLCanvasElement, isSheet: boolean): CanvasRenderingContext2D {
  return canvas.getContext("2d", { alpha: false, willReadFrequently: isSheet }) as CanvasRenderingContext2D;
}

function patternOf(sheet: CanvasRenderingContext2D, image: ImageData): CanvasPattern | null {
  const tile = el("canvas", { width: String(image.width), height: String(image.height) });
  tile.getContext("2d")?.putImageData(image, 0, 0);
  return sheet.createPattern(tile, "repeat");
}
