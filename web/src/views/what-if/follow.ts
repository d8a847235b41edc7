/** How far a run is, as the server tells it: server-sent events, read to their end. */

export interface Progress {
  replicates_done: number;
  replicates: number;
  seconds_left: number | null;
}

export interface Event {
  id: string;
  name: string;
  json: unknown;
}

/** Lost connections in a row after which it is given up. */
const Patience = 4;

/** @returns How it ended: done, failed or cancelled. */
export async function follow(run: string, told: (progress: Progress) => void): Promise<string> {
  let seen = "";
  for (let lost = 0; lost < Patience; lost++) {
    const answer = await fetch(`/v1/runs/${run}/events`, { headers: seen ? { "Last-Event-ID": seen } : {} });
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
      if (event.name !== "progress") {
        end = event.name;
      } else {
        told(event.json as Progress);
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
