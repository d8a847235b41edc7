/** What happens to a run or a trial, as the server tells it: server-sent events, read to their end. */

import { signed } from "../../sign-in/token";

export interface Progress {
  replicates_done: number;
  replicates: number;
  seconds_left: number | null;
}

/** So many futures can be read as a run. */
export interface Stage {
  run: string;
  replicates: number;
}

export interface Listener {
  progress(now: Progress): void;
  partial(stage: Stage): void;
}

export interface Event {
  id: string;
  name: string;
  json: unknown;
}

/** Lost connections in a row after which it is given up. */
const Patience = 4;

/** @param address Of the run or the trial. @returns How it ended: done, failed or cancelled. */
export async function follow(address: string, listener: Listener): Promise<string> {
  let seen = "";
  for (let lost = 0; lost < Patience; lost++) {
    const answer = await fetch(`${address}/events`, { headers: signed(seen ? { "Last-Event-ID": seen } : {}) });
    if (answer.status === 204) {
      return "done";
    }
    if (!answer.ok || !answer.body) {
      throw new Error(`${answer.status} ${answer.statusText}`);
    }
    let end = "";
    for await (const event of eventsIn(answer.body)) {
      seen = event.id;
      lost = 0;
      if (event.name === "progress") {
        listener.progress(event.json as Progress);
      } else if (event.name === "partial") {
        listener.partial(event.json as Stage);
      } else {
        end = event.name;
      }
    }
    // Read to where the server hangs up: who hangs up first looks like a line that was lost.
    if (end) {
      return end;
    }
  }
  throw new TypeError("the line went silent");
}

async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<Event> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split("\n\n");
    rest = blocks.pop() ?? "";
    yield* blocks.flatMap((block) => eventOf(block) ?? []);
  }
}

/** Null for a remark, which only keeps the line open. */
export function eventOf(block: string): Event | null {
  const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trimStart()] as const));
  const data = fields.get("data");
  return data === undefined ? null : { id: fields.get("id") ?? "", name: fields.get("event") ?? "message", json: JSON.parse(data) };
}
