const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
const formats = units.map((unit) => new Intl.NumberFormat(navigator.language, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: 1 }));

/** 1,024 of one are one of the next. */
export function bytes(size: number): string {
  let at = 0;
  let rest = size;
  while (rest >= 1024 && at < units.length - 1) {
    rest /= 1024;
    at++;
  }

  return formats[at]!.format(rest);
}
