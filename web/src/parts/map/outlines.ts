/** Reads the areas of a vector tile (Mapbox Vector Tile 2.1, which is protocol buffers): their codes, and their rings. */

export interface Outline {
  code: string;
  /** Corners in units of the tile, x and y by turns; the last is joined to the first. */
  rings: number[][];
}

export interface Outlines {
  /** Units on a side of the tile. */
  extent: number;
  areas: Outline[];
}

const [Move, Line] = [1, 2];

/** Fields of a message one after another; what is not asked for is passed over. */
class Message {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  *fields(): Generator<number> {
    while (this.at < this.bytes.length) {
      const key = this.whole();
      const before = this.at;
      yield key >>> 3;
      if (this.at === before) {
        this.pass(key & 7);
      }
    }
  }

  whole(): number {
    let [value, shift] = [0, 1];
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) {
        throw new RangeError("a tile ends in the middle of a number");
      }
      value += (byte & 127) * shift;
      if (byte < 128) {
        return value;
      }
      shift *= 128;
    }
  }

  part(): Uint8Array {
    const length = this.whole();
    if (this.at + length > this.bytes.length) {
      throw new RangeError("a tile ends before it says that it does");
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text = () => new TextDecoder().decode(this.part());

  wholes(): number[] {
    const inner = new Message(this.part());
    const found = [];
    while (inner.at < inner.bytes.length) {
      found.push(inner.whole());
    }
    return found;
  }

  private pass(kind: number): void {
    if (kind === 0) {
      this.whole();
    } else if (kind === 2) {
      this.part();
    } else {
      this.at += kind === 1 ? 8 : 4;
    }
  }
}

/** @returns Of the layer of this name; none where the tile has no such layer. */
export function outlinesOf(bytes: Uint8Array, layer: string): Outlines {
  const tile = new Message(bytes);
  for (const field of tile.fields()) {
    const found = field === 3 ? layerOf(tile.part(), layer) : undefined;
    if (found) {
      return found;
    }
  }
  return { extent: 4096, areas: [] };
}

function layerOf(bytes: Uint8Array, name: string): Outlines | undefined {
  const message = new Message(bytes);
  let [called, extent] = ["", 4096];
  const [features, keys, values]: [Uint8Array[], string[], string[]] = [[], [], []];
  for (const field of message.fields()) {
    if (field === 1) {
      called = message.text();
    } else if (field === 2) {
      features.push(message.part());
    } else if (field === 3) {
      keys.push(message.text());
    } else if (field === 4) {
      values.push(textIn(message.part()));
    } else if (field === 5) {
      extent = message.whole();
    }
  }
  return called === name ? { extent, areas: features.map((feature) => outlineOf(feature, keys, values)) } : undefined;
}

/** Of values only texts are read. */
function textIn(bytes: Uint8Array): string {
  const message = new Message(bytes);
  for (const field of message.fields()) {
    if (field === 1) {
      return message.text();
    }
  }
  return "";
}

function outlineOf(bytes: Uint8Array, keys: readonly string[], values: readonly string[]): Outline {
  const message = new Message(bytes);
  let [tags, commands]: [number[], number[]] = [[], []];
  for (const field of message.fields()) {
    if (field === 2) {
      tags = message.wholes();
    } else if (field === 4) {
      commands = message.wholes();
    }
  }
  const at = tags.findIndex((tag, i) => i % 2 === 0 && keys[tag] === "code");
  return { code: (at < 0 ? undefined : values[tags[at + 1] ?? -1]) ?? "", rings: ringsOf(commands) };
}

const signed = (word: number) => (word % 2 === 0 ? word / 2 : -(word + 1) / 2);

function ringsOf(commands: readonly number[]): number[][] {
  const rings: number[][] = [];
  let [x, y, i] = [0, 0, 0];
  while (i < commands.length) {
    const command = commands[i++] as number;
    const kind = command & 7;
    if (kind === Move) {
      rings.push([]);
    }
    if (kind === Move || kind === Line) {
      for (let left = command >>> 3; left > 0; left--) {
        x += signed(commands[i++] ?? 0);
        y += signed(commands[i++] ?? 0);
        rings.at(-1)?.push(x, y);
      }
    }
  }
  return rings;
}
