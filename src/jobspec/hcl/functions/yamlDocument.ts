import { type ParsedNode, parseAllDocuments } from "yaml";
import { refuse } from "./functionSpec.js";
import { YamlPlaces } from "./yamlPlaces.js";
import { yamlProblem } from "./yamlProblem.js";

/** A document that has been read, and where things stand in it. */
export interface YamlDocument {
  readonly root: ParsedNode | null;
  readonly places: YamlPlaces;
  /** What is wrong behind some place. */
  readonly problem?: { readonly at: number; readonly message: string };
}

const deepest = 500;
const controls = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Reads the one document of a text; refuses what libyaml refuses, as far as possible in its words. Spec 05 §6.5. */
export function readYaml(source: string): YamlDocument {
  const places = new YamlPlaces(source);
  if (controls.test(source)) refuse("control characters are not allowed");
  if (/^%YAML +(?!1\.)/m.test(source)) refuse("found incompatible YAML document");
  if (/^%(?!YAML|TAG)/.test(source)) refuse("found unknown directive name");
  const documents = documentsOf(source);
  const [first, second] = documents;
  if (first === undefined) return refuse(places.placed("missing start of document", source.length));
  const errors = documents.flatMap((document) => document.errors);
  const [error] = errors;
  if (error !== undefined) {
    return {
      root: first.contents,
      places,
      problem: { at: error.pos[0], message: yamlProblem(error, errors, places) },
    };
  }
  if (second !== undefined) refuse(secondDocument(places, first.range[1]));
  return { root: first.contents, places };
}

function documentsOf(source: string) {
  // The reader calls itself for what is nested, and does not survive too much of it.
  if (isTooDeep(source)) refuse("the document is nested deeper than Coalmine reads");
  const documents = parseAllDocuments(source, {
    schema: "failsafe",
    merge: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  return Array.isArray(documents) ? documents : [];
}

/** An upper bound: each block begins further right than the one around it, and each list or map in brackets opens one. */
function isTooDeep(source: string): boolean {
  for (const [start] of source.matchAll(/^ *(?:[-?:][ \t]+)*/gm)) if (start.length > deepest) return true;
  let depth = 0;
  for (const [bracket] of source.matchAll(/[[\]{}]/g)) {
    depth = "[{".includes(bracket) ? depth + 1 : Math.max(depth - 1, 0);
    if (depth > deepest) return true;
  }
  return false;
}

/** Behind the end of a document another one needs its `---`. */
function secondDocument(places: YamlPlaces, end: number): string {
  const marker = /^(?:---|\.\.\.)/m.exec(places.source.slice(end));
  const at = end + (marker?.index ?? 0);
  if (marker?.[0] !== "...") return places.placed("unexpected extra content after value", at);
  const next = places.nextThing(at + 3);
  const isMarked = places.source.startsWith("---", next);
  return places.placed(
    isMarked ? "unexpected extra content after value" : "did not find expected <document start>",
    next,
  );
}
