import { computed } from '@preact/signals';
import { isZone } from '../format/zones';
import { askedZone, change } from './address';

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The zone that every time on the page is said in, and that days and hours are cut by. */
export const zone = computed(() => (askedZone.value !== null && isZone(askedZone.value) ? askedZone.value : OWN_ZONE));

export function switchZone(): void {
  const next = zone.value === 'UTC' ? OWN_ZONE : 'UTC';
  change({ tz: next === OWN_ZONE ? null : next });
}
