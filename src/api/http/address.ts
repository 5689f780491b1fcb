/**
 * An agent's address without what a path would be joined to, read as Go's `url.Parse` reads it: what has no scheme or no host
 * is refused only by the request that would need them. Spec 06 §2.8.
 *
 * @throws {Error} with Go's reason.
 */
export function checkedAddress(address: string): string {
  const refuse = (why: string): never => {
    throw new Error(`invalid address '${address}': parse "${address}": ${why}`);
  };
  if (address.startsWith(":")) refuse("missing protocol scheme");
  const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(address) ?? [];
  if (scheme === undefined)
    return /^[^/]*:/.test(address) ? refuse("first path segment in URL cannot contain colon") : "";
  const [, authority = "", path = ""] = /^\/\/([^/?#]*)([^?#]*)/.exec(rest) ?? [];
  const port = /:([^\]:@]*)$/.exec(authority)?.[1] ?? "";
  if (!/^\d*$/.test(port)) refuse(`invalid port ":${port}" after host`);
  return `${scheme}://${authority}${path.replace(/\/+$/, "")}`;
}
