/** The map: boundaries come once as tiles, colours come with every year as feature state. */

import { Map as MapLibre, NavigationControl, Popup, prewarm, setWorkerUrl, type FilterSpecification, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { bounds, type Box, type Level } from "../api";
import { signed } from "../sign-in/token";
import type { Language } from "../state";
import { say } from "../words";

setWorkerUrl(workerUrl);
// While the map is asked for: it begins with the first tile.
prewarm();

export interface MapChoice {
  /** Which areas have a colour. */
  level: Level;
  /** Which are outlined, and can be one's own. */
  frame: Level;
  /** What it is a map of. */
  title: string;
  lang: Language;
  isDark: boolean;
  /** Where to look, as an address holds it; empty: at all of it, or at the box. */
  position: string;
  box: Box | undefined;
  /** A reader pointed at an area. */
  chosen(code: string): void;
  /** A reader moved the map. */
  moved(position: string): void;
  /** What is said of an area under the pointer, name and all. */
  told(code: string): string;
}

export async function openMap(container: HTMLElement, choice: MapChoice): Promise<AreaMap> {
  return new AreaMap(container, choice, await bounds(choice.level));
}

export class AreaMap {
  private readonly map: MapLibre;
  private readonly ready: Promise<void>;
  /** The first time that all of it is there. */
  private readonly whole: Promise<unknown>;
  private readonly isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly popup = new Popup({ closeButton: false, closeOnClick: false, maxWidth: "18rem" });
  private readonly resizing: ResizeObserver;
  private readonly level: string;
  private framed: string;
  private readonly sifted = { hidden: "", own: "", chosen: "" };
  /** Whether tiles were to be cut anew since it was last at rest: it takes a frame until the map knows of that itself. */
  private isRecut = true;
  private tints: ReadonlyMap<string, string> = new Map();

  constructor(container: HTMLElement, choice: MapChoice, private readonly all: Box) {
    const { lang, isDark, level, frame } = choice;
    this.level = level;
    this.framed = JSON.stringify(choice.box ?? all);
    const at = choice.position.split(",").map(Number);
    this.map = new MapLibre({
      container,
      style: style(isDark, level, frame, all),
      ...(at.length === 3 ? { center: [at[0] as number, at[1] as number], zoom: at[2] as number } : { bounds: choice.box ?? all, fitBoundsOptions: { padding } }),
      attributionControl: false,
      trackResize: false,
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      fadeDuration: this.isStill ? 0 : 150,
      maxPitch: 0,
      maxBounds: [all[0] - 1, all[1] - 0.6, all[2] + 1, all[3] + 0.6],
      locale: { "NavigationControl.ZoomIn": say(lang, "zoom_in"), "NavigationControl.ZoomOut": say(lang, "zoom_out"), "Map.Title": choice.title },
      transformRequest: (url) => ({ url, headers: signed() }),
      // The style is ours.
      validateStyle: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    // Paper shows the picture of the screen, whole; it is not drawn anew for it.
    this.resizing = new ResizeObserver(() => matchMedia("print").matches || this.map.resize());
    this.resizing.observe(container);
    this.map.addControl(new NavigationControl({ showCompass: false }));
    this.map.getCanvas().setAttribute("aria-label", choice.title);
    this.listen(choice);
    this.ready = this.start();
    this.whole = this.map.once("idle");
  }

  /** Before the first tile: colours that are there when a tile comes are drawn with it. */
  private async start(): Promise<void> {
    await this.map.once("style.load");
    this.map.addImage("hatch", hatch(), { pixelRatio: 2 });
  }

  private listen(choice: MapChoice): void {
    const canvas = this.map.getCanvas();
    this.map.on("click", "fill", (event) => {
      const code = event.features?.[0]?.properties?.["code"];
      if (typeof code === "string") {
        choice.chosen(code);
      }
    });
    this.map.on("mousemove", "fill", (event) => {
      const { code } = (event.features?.[0]?.properties ?? {}) as { code?: string };
      canvas.style.cursor = "pointer";
      if (code) {
        this.popup.setLngLat(event.lngLat).setText(choice.told(code)).addTo(this.map);
      }
    });
    this.map.on("mouseleave", "fill", () => {
      canvas.style.cursor = "";
      this.popup.remove();
    });
    this.map.on("moveend", (event) => {
      // What a program moved stands in the address already.
      if ("originalEvent" in event && event.originalEvent) {
        const { lng, lat } = this.map.getCenter();
        choice.moved(`${lng.toFixed(5)},${lat.toFixed(5)},${this.map.getZoom().toFixed(2)}`);
      }
    });
  }

  /** @param told Colours; null where nothing may be told or is known, which is hatched. What is not named has none. */
  async show(told: ReadonlyMap<string, string | null>, isDark: boolean): Promise<void> {
    await this.ready;
    const before = this.tints;
    const tints = new Map([...told].map(([code, tint]) => [code, tint ?? (isDark ? "#2a2a2a" : "#f2f2ef")] as const));
    this.tints = tints;
    for (const [code, tint] of tints) {
      if (before.get(code) !== tint) {
        this.map.setFeatureState(this.feature(code), { tint });
      }
    }
    for (const code of before.keys()) {
      if (!tints.has(code)) {
        this.map.setFeatureState(this.feature(code), { tint: null });
      }
    }
    await this.sift("hidden", [...told].flatMap(([code, tint]) => (tint === null ? [code] : [])));
  }

  /**
   * Which areas a layer draws. Tiles are cut anew for another choice, so not for the same; and not before they are there, as
   * one that is on its way may come as it was asked for.
   */
  private async sift(layer: "hidden" | "own" | "chosen", codes: readonly string[]): Promise<void> {
    const sifted = codes.join(" ");
    if (this.sifted[layer] !== sifted) {
      this.sifted[layer] = sifted;
      await this.whole;
      this.map.setFilter(layer, among(this.sifted[layer].split(" ")));
      this.isRecut = true;
    }
  }

  /**
   * @param own Code of the own wijk, outlined; empty for none.
   * @param box Of the own wijk: the map goes there when it is chosen, and back to the whole when it is let go.
   */
  async select(code: string, own: string, box: Box | undefined): Promise<void> {
    await this.ready;
    const frame = JSON.stringify(box ?? this.all);
    if (frame !== this.framed) {
      this.framed = frame;
      this.map.fitBounds(box ?? this.all, { padding, animate: !this.isStill, duration: 400 });
    }
    await Promise.all([this.sift("chosen", code ? [code] : []), this.sift("own", own ? [own] : [])]);
  }

  /** Hands the colours that were shown last to the screen, at once; tiles may still be on their way. */
  async paint(): Promise<void> {
    await this.ready;
    this.map.redraw();
  }

  /** Until everything that was asked of the map is on the screen. */
  async settled(): Promise<void> {
    await this.ready;
    if (this.isRecut || !this.map.loaded() || this.map.isMoving()) {
      this.isRecut = false;
      this.map.triggerRepaint();
      await this.map.once("idle");
    }
  }

  remove(): void {
    this.resizing.disconnect();
    this.map.remove();
  }

  private feature(code: string) {
    return { source: this.level, sourceLayer: this.level, id: code };
  }
}

const padding = 16;

const among = (codes: readonly string[]): FilterSpecification => ["in", ["get", "code"], ["literal", [...codes]]];

function style(isDark: boolean, level: Level, frame: Level, all: Box): StyleSpecification {
  const [ground, line, ink] = isDark ? ["#16181b", "#3b4148", "#ffffff"] : ["#ffffff", "#ffffff", "#111111"];
  const source = (of: string) => ({ type: "vector" as const, tiles: [`${location.origin}/v1/tiles/${of}/{z}/{x}/{y}.mvt`], maxzoom: 14, bounds: all, promoteId: { [of]: "code" } });
  const areas = { source: level, "source-layer": level };
  const frames = { source: frame, "source-layer": frame };
  return {
    version: 8,
    sources: { [frame]: source(frame), [level]: source(level) },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": ground } },
      { id: "fill", type: "fill", ...areas, paint: { "fill-color": ["to-color", ["feature-state", "tint"], ground], "fill-antialias": false } },
      { id: "hidden", type: "fill", ...areas, paint: { "fill-pattern": "hatch" }, filter: among([]) },
      { id: "edge", type: "line", ...areas, paint: { "line-color": line, "line-width": 0.7 } },
      { id: "frame", type: "line", ...frames, paint: { "line-color": isDark ? "#8b949e" : "#57606a", "line-width": 1.2 } },
      { id: "own", type: "line", ...frames, paint: { "line-color": ink, "line-width": 3 }, filter: among([]) },
      { id: "chosen", type: "line", ...areas, paint: { "line-color": "#c2410c", "line-width": 4 }, filter: among([]) },
    ],
  };
}

/** Slanted lines: here is something that may not be told. */
function hatch(): ImageData {
  const size = 16;
  const image = new ImageData(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const on = (x + y) % 8 < 2;
      image.data.set([110, 110, 110, on ? 255 : 0], (y * size + x) * 4);
    }
  }
  return image;
}
