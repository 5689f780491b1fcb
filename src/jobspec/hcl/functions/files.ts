import { set } from "../values/order.js";
import { bool, text, type Value } from "../values/value.js";
import { textAt } from "./arguments.js";
import { base64, utf8 } from "./bytes.js";
import { basePath, cleanPath, folderPath, joinPath, pathFrom, relativePath } from "./filePath.js";
import { type FunctionFiles, type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";
import { globRegexp } from "./glob.js";
import { allowElements, allowLength } from "./limits.js";

const path: Parameter = { name: "path", type: "string" };

/**
 * Functions of files and paths. They are relative to the working directory, and refused where job files may not look at files.
 * Spec 05 §6.5.
 */
export const fileFunctions: readonly FunctionSpec[] = [
  ofPath("abspath", (given, files) => text(pathFrom(files.workingDirectory, given))),
  ofPath("basename", (given) => text(basePath(given))),
  ofPath("dirname", (given) => text(folderPath(given))),
  ofPath("pathexpand", (given, files) => text(expanded(given, files) ?? refuse(otherHome))),
  ofPath("file", (given, files) => text(contents(given, files))),
  ofPath("filebase64", (given, files) => text(base64(utf8(contents(given, files))))),
  ofPath("fileexists", (given, files) => bool(files.exists(resolved(given, files)))),
  {
    name: "fileset",
    parameters: [path, { name: "pattern", type: "string" }],
    compute: (args, context) => fileset(textAt(args, 0), textAt(args, 1), context.files ?? disabled()),
  },
];

const otherHome = "cannot expand user-specific home dir";

function ofPath(name: string, compute: (path: string, files: FunctionFiles) => Value): FunctionSpec {
  return {
    name,
    parameters: [path],
    compute: (args, context) => compute(textAt(args, 0), context.files ?? disabled()),
  };
}

function disabled(): never {
  return refuse("filesystem function disabled");
}

/** `~` is the home folder; undefined for the home of somebody else. */
function expanded(given: string, files: FunctionFiles): string | undefined {
  if (!given.startsWith("~")) return given;
  if (given.length > 1 && given[1] !== "/") return undefined;
  return joinPath(files.home, given.slice(1));
}

function resolved(given: string, files: FunctionFiles): string {
  return cleanPath(expanded(given, files) ?? refuse(`failed to expand ~: ${otherHome}`));
}

function contents(given: string, files: FunctionFiles): string {
  const cleaned = resolved(given, files);
  if (!files.exists(cleaned)) refuse(`no file exists at ${cleaned}`);
  const content = read(cleaned, files);
  allowLength(content.length);
  return content;
}

function read(cleaned: string, files: FunctionFiles): string {
  try {
    return files.read(cleaned);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : `failed to read ${cleaned}`);
  }
}

/** The files below a folder whose paths match a pattern; `**` stands for any number of folders. */
function fileset(folder: string, pattern: string, files: FunctionFiles): Value {
  const shown = pathFrom(".", joinPath(folder === "" ? "." : folder, pattern));
  const regexp = globRegexp(shown) ?? refuse(`failed to glob pattern (${shown}): syntax error in pattern`);
  const root = pathFrom(files.workingDirectory, folder);
  const found = files.list().flatMap((file) => {
    const whole = pathFrom(files.workingDirectory, file);
    const named = shown.startsWith("/") ? whole : relativePath(files.workingDirectory, whole);
    return regexp.test(named) ? [text(relativePath(root, whole))] : [];
  });
  allowElements(found.length);
  return set("string", found);
}
