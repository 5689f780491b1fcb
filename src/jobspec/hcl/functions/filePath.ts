/** Go's `filepath.Clean` with slashes: the shortest path to the same file. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isRooted) kept.push(part);
  }
  const cleaned = kept.join("/");
  return isRooted ? `/${cleaned}` : cleaned || ".";
}

/** Go's `filepath.Join`. */
export function joinPath(...parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== "");
  return filled.length === 0 ? "" : cleanPath(filled.join("/"));
}

/** The path as it is from a folder, or from the root if it says so. */
export function pathFrom(folder: string, path: string): string {
  return path.startsWith("/") ? cleanPath(path) : joinPath(folder, path);
}

/** Go's `filepath.Base`. */
export function basePath(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

/** Go's `filepath.Dir`. */
export function folderPath(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf("/") + 1));
}

/** The way from a folder to a file, both from the root. */
export function relativePath(folder: string, path: string): string {
  const from = cleanPath(folder).split("/").filter(Boolean);
  const to = cleanPath(path).split("/").filter(Boolean);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/") || ".";
}
