/** Tiles of one level, asked when they are first drawn and kept. */

import { signed } from "../../sign-in/token";
import { outlinesOf } from "./outlines";

/** Units of a tile on a side of the paths. */
export const Extent = 4096;

export interface Tile {
  /** By code, in units of the tile. */
  areas: ReadonlyMap<string, Path2D>;
  /** All of them together. */
  all: Path2D;
}

/** A tile that is there, and how it lies over the one that was asked for: that many times as large, and moved by so many units. */
export interface Found {
  tile: Tile;
  scale: number;
  right: number;
  below: number;
}

/** Tiles of a session; the oldest goes first. */
const MostKept = 400;

export class Tiles {
  private readonly kept = new Map<string, Tile>();
  private readonly coming = new Map<string, Promise<void>>();

  /** @param came A tile came that was asked for. */
  constructor(
    private readonly level: string,
    private readonly came: () => void,
  ) {}

  /** The tile itself, and as long as it is on its way one that is further away. */
  at(z: number, x: number, y: number): Found | undefined {
    for (let up = 0; up <= z; up++) {
      const scale = 2 ** up;
      const [left, top] = [Math.floor(x / scale), Math.floor(y / scale)];
      const tile = this.kept.get(`${z - up}/${left}/${top}`);
      if (tile) {
        return { tile, scale, right: (left * scale - x) * Extent, below: (top * scale - y) * Extent };
      }
      if (up === 0) {
        this.ask(`${z}/${x}/${y}`);
      }
    }
    return undefined;
  }

  /** Whether something is on its way. */
  get isWaiting(): boolean {
    return this.coming.size > 0;
  }

  /** Until all that was asked for is there. */
  async whole(): Promise<void> {
    while (this.isWaiting) {
      await Promise.all(this.coming.values());
    }
  }

  private ask(address: string): void {
    if (!this.coming.has(address)) {
      const asked = this.fetch(address).catch(() => undefined);
      // What did not come is asked for again when it is drawn again.
      this.coming.set(address, asked.finally(() => this.coming.delete(address)));
    }
  }

  private async fetch(address: string): Promise<void> {
    const answer = await fetch(`/v1/tiles/${this.level}/${address}.mvt`, { headers: signed() });
    if (answer.ok) {
      this.kept.set(address, tileOf(new Uint8Array(await answer.arrayBuffer()), this.level));
      if (this.kept.size > MostKept) {
        this.kept.delete(this.kept.keys().next().value as string);
      }
      this.came();
    }
  }
}

function tileOf(bytes: Uint8Array, level: string): Tile {
  const { extent, areas } = outlinesOf(bytes, level);
  const [paths, all] = [new Map<string, Path2D>(), new Path2D()];
  for (const { code, rings } of areas) {
    const path = paths.get(code) ?? new Path2D();
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [((ring[i] as number) * Extent) / extent, ((ring[i + 1] as number) * Extent) / extent];
        if (i === 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      path.closePath();
    }
    paths.set(code, path);
  }
  paths.forEach((path) => all.addPath(path));
  return { areas: paths, all };
}

