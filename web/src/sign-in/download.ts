/** A file for who signed in: a link of itself brings no token along. */

import { signed, token } from "./token";

/** @param failed Says what went wrong. */
export function bringToken(link: HTMLAnchorElement, failed: (problem: unknown) => void): HTMLAnchorElement {
  link.addEventListener("click", (event) => {
    if (token()) {
      event.preventDefault();
      fetched(link.href).catch(failed);
    }
  });
  return link;
}

async function fetched(address: string): Promise<void> {
  const answer = await fetch(address, { headers: signed() });
  if (!answer.ok) {
    throw new Error(((await answer.json().catch(() => ({}))) as { detail?: string }).detail ?? `${answer.status} ${answer.statusText}`);
  }
  const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "populatie";
  const file = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = file;
  link.download = name;
  link.click();
  URL.revokeObjectURL(file);
}
