/** What a reader does with a map: by mouse, by one finger or two, by wheel, by keyboard. Places are pixels from the middle. */

export interface Moves {
  pan(right: number, below: number): void;
  zoom(by: number, right: number, below: number): void;
  /** A zoom in one step, where a wheel or two fingers make many. */
  leap(by: number, right: number, below: number): void;
  /** It was moved, and is let go. */
  rest(): void;
  press(right: number, below: number): void;
  /** What the pointer is over; nothing when it is gone. */
  over(at: readonly [number, number] | undefined): void;
}

/** Pixels that a press may wander. */
const Slack = 4;

/** Pixels of the wheel for one zoom. */
const WheelZoom = 300;

const WheelLine = 16;

/** Milliseconds after which a wheel is at rest. */
const WheelRest = 200;

/** Pixels that an arrow key moves. */
const Step = 100;

export function follow(canvas: HTMLElement, moves: Moves): void {
  const fingers = new Map<number, readonly [number, number]>();
  let [wandered, timer] = [0, 0];
  const at = (event: MouseEvent): [number, number] => [event.offsetX - canvas.clientWidth / 2, event.offsetY - canvas.clientHeight / 2];

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      canvas.setPointerCapture(event.pointerId);
      wandered = fingers.size === 0 ? 0 : Slack;
      fingers.set(event.pointerId, at(event));
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    const now = at(event);
    if (!before) {
      moves.over(now);
      return;
    }
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const [right, below] = [now[0] - before[0], now[1] - before[1]];
    wandered += Math.hypot(right, below);
    if (wandered < Slack) {
      return;
    }
    fingers.set(event.pointerId, now);
    moves.over(undefined);
    if (other) {
      const far = (from: readonly [number, number]) => Math.max(1, Math.hypot(from[0] - other[0], from[1] - other[1]));
      moves.pan(-right / 2, -below / 2);
      moves.zoom(Math.log2(far(now) / far(before)), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else {
      moves.pan(-right, -below);
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    if (fingers.delete(event.pointerId)) {
      if (wandered < Slack) {
        moves.press(...at(event));
      } else if (fingers.size === 0) {
        moves.rest();
      }
    }
  });
  canvas.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => moves.over(undefined));
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      moves.zoom((-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WheelLine : 1)) / WheelZoom, ...at(event));
      window.clearTimeout(timer);
      timer = window.setTimeout(() => moves.rest(), WheelRest);
    },
    { passive: false },
  );
  canvas.addEventListener("dblclick", (event) => {
    moves.leap(event.shiftKey ? -1 : 1, ...at(event));
    moves.rest();
  });
  canvas.addEventListener("keydown", (event) => {
    const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : keys[event.key];
    if (move) {
      move(moves);
      moves.rest();
      event.preventDefault();
    }
  });
}

const keys: Record<string, (moves: Moves) => void> = {
  ArrowLeft: (moves) => moves.pan(-Step, 0),
  ArrowRight: (moves) => moves.pan(Step, 0),
  ArrowUp: (moves) => moves.pan(0, -Step),
  ArrowDown: (moves) => moves.pan(0, Step),
  "+": (moves) => moves.leap(1, 0, 0),
  "=": (moves) => moves.leap(1, 0, 0),
  "-": (moves) => moves.leap(-1, 0, 0),
};
