/** The token with which this tab asks. It is kept as long as the tab is open, and nowhere else. */

const place = "populatie-token";

/** Undefined where nothing may be kept: then nobody signs in by the page. */
function kept(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

export const token = (): string => kept()?.getItem(place) ?? "";

export const forget = (): void => kept()?.removeItem(place);

/** @returns Whether the text can be a token at all; a server says whether it is a good one. */
export function keep(text: string): boolean {
  const given = text.trim().replace(/^Bearer\s+/i, "");
  const isOne = /^[\w.~+/=-]{1,8192}$/.test(given);
  if (isOne) {
    kept()?.setItem(place, given);
  }
  return isOne;
}

/** A portal may bring one along, as `#token=…`: it leaves the address before somebody copies that. */
export function takeFromAddress(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    keep(given);
  }
}

/** Headers of a request, with the token where there is one. */
export const signed = (headers: Record<string, string> = {}): Record<string, string> => (token() ? { ...headers, Authorization: `Bearer ${token()}` } : headers);
