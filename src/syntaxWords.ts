import type { SyntaxWords } from "./jobspec/hcl/parseJobFile.js";

/** How HashiCorp's parser begins its complaint about the syntax; anything else it says is about the JSON it makes. */
const complaint = /^parse config: \[(.*)\]$/s;

/** How long its WebAssembly may take to load and to answer: one that broke down would never. */
const patienceMs = 5_000;

/**
 * Asks HashiCorp's parser, compiled to WebAssembly, what is wrong with a text. It is loaded with the first question. Where it
 * cannot be loaded, as in a browser, our reader's own words stand.
 */
export const hashicorpWords: SyntaxWords = async (fileName, text) => {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([complaintOf(fileName, text), patience]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};

async function complaintOf(fileName: string, text: string): Promise<string | undefined> {
  const { parse } = await import("@cdktn/hcl2json");
  try {
    await parse(fileName, text);
    return undefined;
  } catch (error) {
    const all = error instanceof Error ? complaint.exec(error.message)?.[1] : undefined;
    return all === undefined ? undefined : firstOf(all, fileName);
  }
}

/** The first diagnostic, and how many follow. */
function firstOf(all: string, fileName: string): string {
  const places = [...all.matchAll(/ ([^\s:]+):\d+,\d+-(?:\d+,)?\d+: /g)].filter((match) => match[1] === fileName);
  const next = places[0]?.index;
  return next === undefined ? all : `${all.slice(0, next)}, and ${places.length} other diagnostic(s)`;
}
