/** Show time as it is typed: `12:40`, `1:02:03.5`, `75`. Seconds; null: it is none. Pure. */
export function parseShowTime(text: string): number | null {
  const parts = text.trim().split(":");
  if (parts.length > 3) return null;
  const numbers = parts.map((part, place) =>
    (place === parts.length - 1 ? /^\d{1,6}([.,]\d{1,3})?$/ : /^\d{1,6}$/).test(part)
      ? Number(part.replace(",", "."))
      : Number.NaN,
  );
  const [first = 0, ...rest] = numbers;
  if (numbers.some(Number.isNaN) || rest.some((number) => number >= 60)) return null;
  return Math.round(rest.reduce((sum, number) => sum * 60 + number, first) * 1000) / 1000;
}

/** The same the other way round, so that what nobody changes stays to the millisecond. */
export function writeShowTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const pad = (number: number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const rest = Math.round((seconds - whole) * 1000);
  const part = rest === 0 ? "" : `.${String(rest).padStart(3, "0").replace(/0+$/, "")}`;
  return `${hours > 0 ? `${hours}:${pad(minutes)}` : minutes}:${pad(whole % 60)}${part}`;
}
