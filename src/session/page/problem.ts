/** Something wrong with a scenario page, with its place. */
export class PageProblem extends Error {
  override readonly name = "PageProblem";
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;

  constructor(file: string, line: number, sentence: string) {
    super(`${file}:${line}: ${sentence}`);
    this.file = file;
    this.line = line;
  }
}
