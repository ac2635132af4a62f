const names = new Intl.DisplayNames(navigator.language, { type: 'language', fallback: 'code' });

/** A language by its name; what is no language tag is shown as it is. */
export function languageName(tag: string): string {
  if (tag === 'unknown') {
    return 'not reported';
  }

  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
