/**
 * Aligns cells under each other: every table and every block of `key = value` lines goes through here. Spec 06 §2.3.
 */
export interface ColumnLayout {
  /** What stands between two cells. */
  readonly glue: string;
  /** What stands for an empty cell; undefined leaves it blank. */
  readonly emptyText: string | undefined;
  readonly trims: boolean;
}

const keyValue: ColumnLayout = { glue: " = ", emptyText: "<none>", trims: true };
const list: ColumnLayout = { glue: "  ", emptyText: "<none>", trims: true };
const spacedList: ColumnLayout = { glue: "  ", emptyText: undefined, trims: true };
const history: ColumnLayout = { glue: " = ", emptyText: undefined, trims: false };

/** Lines of cells parted by `|`, which cannot be escaped. */
export function formatColumns(lines: readonly string[], layout: ColumnLayout): string {
  const rows = lines.map((line) => line.split("|").map((cell) => cellText(cell, layout)));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, runeCount(cell));
    });
  }
  return rows.map((row) => rowText(row, widths, layout)).join("\n");
}

/** A block of `key|value` lines. */
export function formatKeyValues(lines: readonly string[]): string {
  return formatColumns(lines, keyValue);
}

/** A table; an empty cell shows `<none>`. */
export function formatList(lines: readonly string[]): string {
  return formatColumns(lines, list);
}

/** A table whose empty cells stay blank. */
export function formatSpacedList(lines: readonly string[]): string {
  return formatColumns(lines, spacedList);
}

/** `key|value` lines whose values may hold line breaks and margins of their own. */
export function formatHistory(lines: readonly string[]): string {
  return formatColumns(lines, history);
}

function cellText(cell: string, { emptyText, trims }: ColumnLayout): string {
  const text = trims ? cell.trim() : cell;
  return text === "" && emptyText !== undefined ? emptyText : text;
}

function rowText(row: readonly string[], widths: readonly number[], { glue }: ColumnLayout): string {
  return row
    .map((cell, column) => {
      const isLast = column === row.length - 1;
      if (isLast) return cell;
      return cell + " ".repeat((widths[column] ?? 0) - runeCount(cell)) + glue;
    })
    .join("");
}

/** A character beyond the first plane is two units of a text; tables are long, so nothing is made of them to count. */
function runeCount(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length - 1; at++) {
    const isPair = isHighHalf(text.charCodeAt(at)) && isLowHalf(text.charCodeAt(at + 1));
    if (isPair) pairs += 1;
  }
  return text.length - pairs;
}

function isHighHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
