/** What the operating system says of a failed call, as Go's programs print it. */
const sentences: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EADDRNOTAVAIL: "cannot assign requested address",
  ECONNABORTED: "software caused connection abort",
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset by peer",
  EHOSTUNREACH: "no route to host",
  EISDIR: "is a directory",
  ELOOP: "too many levels of symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "file name too long",
  ENETUNREACH: "network is unreachable",
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
  EPERM: "operation not permitted",
  EPIPE: "broken pipe",
  ETIMEDOUT: "connection timed out",
};

/** An error with a code, as Node throws those of the operating system. */
export interface SystemError extends Error {
  readonly code: string;
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && typeof (error as Partial<SystemError>).code === "string";
}

/** The sentence for an error of the operating system; undefined for any other. */
export function errnoText(error: unknown): string | undefined {
  return isSystemError(error) ? sentences[error.code] : undefined;
}

/**
 * Makes a call of the operating system that may fail.
 *
 * @param call What Go calls it: `open /work/web.nomad.hcl`.
 * @throws {Error} `open /work/web.nomad.hcl: permission denied`
 */
export function systemCall<Result>(call: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const text = errnoText(error);
    throw text === undefined ? error : new Error(`${call}: ${text}`);
  }
}
