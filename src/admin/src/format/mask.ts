type Stand = string | ((found: string) => string);

/** What a bystander should not read off a screen, with what stands in its place. Order matters: long forms first. */
const MASKED: readonly (readonly [RegExp, Stand])[] = [
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, '•••@•••'],
  [/\b(?:sk|pk|rk|ghp|gho|xox[abp])[-_][\w-]{12,}\b/g, '•••key•••'],
  [/\bBearer\s+[\w.~+/-]{12,}=*/gi, 'Bearer •••'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, '•••IBAN•••'],
  [/(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])/g, (found) => (isCard(found) ? '•••card•••' : found)],
  [/(?<![\w.])(?:\+|00)\d[\d ()/.-]{6,}\d(?!\w)/g, '•••phone•••'],
];

/** Hides mail addresses, keys, card, account and phone numbers on the screen; what is stored stays as it is. */
export function mask(text: string): string {
  return MASKED.reduce((masked, [pattern, stand]) => masked.replace(pattern, stand as string), text);
}

// The check digit of card numbers (Luhn), so that times and ids are not taken for one.
function isCard(text: string): boolean {
  const digits = [...text.replaceAll(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((sum, digit, at) => sum + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}
