import { filters, span, type Filter } from './address';
import { zone } from './zone';

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface WindowQuery {
  /** The filters of the address that this route knows. */
  filters?: readonly Filter[];
  /** Whether the route cuts days or hours, and so has to know the zone. */
  zone?: boolean;
}

/** A route with the window that is looked at, the filters it knows, and what else it needs. Read inside a component. */
export function windowPath(route: string, query: WindowQuery = {}, more: Values = {}): string {
  return pathWith(route, { ...windowValues(), ...(query.zone ? { tz: zone.value } : {}), ...filterValues(query.filters), ...more });
}

/** A route with parameters; what is null or absent is left out. */
export function pathWith(route: string, values: Values): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      parameters.set(name, String(value));
    }
  }

  const text = parameters.toString();
  return text === '' ? route : `${route}?${text}`;
}

export function windowValues(): Values {
  const window = span.value;
  return window.kind === 'live'
    ? { hours: window.range.hours }
    : { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() };
}

export function filterValues(known: readonly Filter[] = []): Values {
  return Object.fromEntries(filters.value.filter(({ name }) => known.includes(name)).map(({ name, value }) => [name, value]));
}
