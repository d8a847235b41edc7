/** The map: boundaries come once as tiles, colours come with every year as feature state. */

import { Map as MapLibre, NavigationControl, Popup, prewarm, setWorkerUrl, type FilterSpecification, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { bounds, type Box } from "../api";
import { signed } from "../sign-in/token";
import type { Language } from "../state";
import { say } from "../words";

setWorkerUrl(workerUrl);
// While the map is asked for: it begins with the first tile.
prewarm();

export interface MapChoice {
  /** Which areas have a colour. */
  level: "buurt" | "wijk";
  lang: Language;
  isDark: boolean;
  /** Where to look, as an address holds it; empty: at all of it, or at the box. */
  position: string;
  box: Box | undefined;
  /** A reader pointed at an area. */
  chosen(code: string): void;
  /** A reader moved the map. */
  moved(position: string): void;
  /** What is said of an area under the pointer. */
  told(code: string): string;
}

export async function openMap(container: HTMLElement, choice: MapChoice): Promise<AreaMap> {
  return new AreaMap(container, choice, await bounds(choice.level));
}

export class AreaMap {
  private readonly map: MapLibre;
  private readonly ready: Promise<void>;
  private readonly isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly popup = new Popup({ closeButton: false, closeOnClick: false, maxWidth: "18rem" });
  private readonly resizing: ResizeObserver;
  private readonly level: string;
  private framed: string;
  private readonly sifted = { hidden: "", own: "", chosen: "" };

  constructor(container: HTMLElement, choice: MapChoice, private readonly all: Box) {
    const { lang, isDark, level } = choice;
    this.level = level;
    this.framed = JSON.stringify(choice.box ?? all);
    const at = choice.position.split(",").map(Number);
    this.map = new MapLibre({
      container,
      style: style(isDark, level, all),
      ...(at.length === 3 ? { center: [at[0] as number, at[1] as number], zoom: at[2] as number } : { bounds: choice.box ?? all, fitBoundsOptions: { padding } }),
      attributionControl: false,
      trackResize: false,
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      fadeDuration: this.isStill ? 0 : 150,
      maxPitch: 0,
      maxBounds: [all[0] - 1, all[1] - 0.6, all[2] + 1, all[3] + 0.6],
      locale: { "NavigationControl.ZoomIn": say(lang, "zoom_in"), "NavigationControl.ZoomOut": say(lang, "zoom_out"), "Map.Title": say(lang, "map") },
      transformRequest: (url) => ({ url, headers: signed() }),
      // The style is ours.
      validateStyle: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    // Paper shows the picture of the screen, whole; it is not drawn anew for it.
    this.resizing = new ResizeObserver(() => matchMedia("print").matches || this.map.resize());
    this.resizing.observe(container);
    this.map.addControl(new NavigationControl({ showCompass: false }));
    this.map.getCanvas().setAttribute("aria-label", say(lang, "map"));
    this.listen(choice);
    this.ready = this.start();
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
      const { code, name } = (event.features?.[0]?.properties ?? {}) as { code?: string; name?: string };
      canvas.style.cursor = "pointer";
      if (code) {
        this.popup.setLngLat(event.lngLat).setText(`${name ?? code}: ${choice.told(code)}`).addTo(this.map);
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

  /** @param tints Colours; null where nothing may be told or is known, which is hatched. */
  async show(tints: ReadonlyMap<string, string | null>, isDark: boolean): Promise<void> {
    await this.ready;
    for (const [code, tint] of tints) {
      this.map.setFeatureState(this.feature(code), { tint: tint ?? (isDark ? "#2a2a2a" : "#f2f2ef") });
    }
    this.sift("hidden", [...tints].flatMap(([code, tint]) => (tint === null ? [code] : [])));
  }

  /** Which areas a layer draws. Tiles are cut anew for another choice, so not for the same. */
  private sift(layer: "hidden" | "own" | "chosen", codes: readonly string[]): void {
    const sifted = codes.join(" ");
    if (this.sifted[layer] !== sifted) {
      this.sifted[layer] = sifted;
      this.map.setFilter(layer, among(codes));
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
    this.sift("chosen", code ? [code] : []);
    this.sift("own", own ? [own] : []);
  }

  /** Until the colours that were shown last are on the screen; tiles may still be on their way. */
  async painted(): Promise<void> {
    await this.ready;
    this.map.triggerRepaint();
    await this.map.once("render");
  }

  /** Until everything that was asked of the map is on the screen. */
  async settled(): Promise<void> {
    await this.ready;
    this.map.triggerRepaint();
    await this.map.once("idle");
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

function style(isDark: boolean, level: "buurt" | "wijk", all: Box): StyleSpecification {
  const [ground, line, ink] = isDark ? ["#16181b", "#3b4148", "#ffffff"] : ["#ffffff", "#ffffff", "#111111"];
  const source = (of: string) => ({ type: "vector" as const, tiles: [`${location.origin}/v1/tiles/${of}/{z}/{x}/{y}.mvt`], maxzoom: 14, bounds: all, promoteId: { [of]: "code" } });
  const areas = { source: level, "source-layer": level };
  const wijken = { source: "wijk", "source-layer": "wijk" };
  return {
    version: 8,
    sources: { wijk: source("wijk"), [level]: source(level) },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": ground } },
      { id: "fill", type: "fill", ...areas, paint: { "fill-color": ["to-color", ["feature-state", "tint"], ground], "fill-antialias": false } },
      { id: "hidden", type: "fill", ...areas, paint: { "fill-pattern": "hatch" }, filter: among([]) },
      { id: "edge", type: "line", ...areas, paint: { "line-color": line, "line-width": 0.7 } },
      { id: "wijk", type: "line", ...wijken, paint: { "line-color": isDark ? "#8b949e" : "#57606a", "line-width": 1.2 } },
      { id: "own", type: "line", ...wijken, paint: { "line-color": ink, "line-width": 3 }, filter: among([]) },
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
