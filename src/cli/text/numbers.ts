const byteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** A size, base 1024: `256 MiB`, `1.3 GiB`. Spec 06 §2.6. */
export function formatBytes(bytes: number): string {
  if (bytes < 10) return `${bytes} B`;
  const exponent = Math.floor(Math.log(bytes) / Math.log(1024));
  const rounded = Math.floor((bytes / 1024 ** exponent) * 10 + 0.5) / 10;
  return `${rounded < 10 ? rounded.toFixed(1) : roundedHalfEven(rounded)} ${byteUnits[exponent]}`;
}

/** A size given in MiB. */
export function formatMebibytes(mebibytes: number): string {
  return formatBytes(mebibytes * 1024 * 1024);
}

/** Three significant digits as C's `%.3g` writes them: `0.77`, `0`, `1.23e+03`. Spec 06 §2.6. */
export function formatScore(score: number): string {
  if (score === 0) return "0";
  const [mantissa = "", exponentText = "0"] = score.toExponential(2).split("e");
  const exponent = Number(exponentText);
  const withoutZeros = (digits: string) => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);
  if (exponent >= -4 && exponent < 3) return withoutZeros(score.toFixed(2 - exponent));
  return `${withoutZeros(mantissa)}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** A figure of the host with thousands commas and two decimals, rounded by adding 0.005 and truncating. Spec 06 §2.6. */
export function formatFigure(figure: number): string {
  const hundredths = Math.trunc((figure + 0.005) * 100);
  const whole = Math.trunc(hundredths / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** As C's `%.0f`: halves go to the even neighbour. */
function roundedHalfEven(value: number): string {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value).toString();
  return String(floor % 2 === 0 ? floor : floor + 1);
}

/** `1st`, `2nd`, `3rd`, `11th`. Spec 06 §2.6. */
export function ordinal(count: number): string {
  const isTeen = Math.trunc(count / 10) % 10 === 1;
  const ending = isTeen ? undefined : ["th", "st", "nd", "rd"][count % 10];
  return `${count}${ending ?? "th"}`;
}
