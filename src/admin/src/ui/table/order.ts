export interface Order {
  by: string;
  descending: boolean;
}

export type Value = number | string | null | undefined;

/** As the address has it: `cost` rises, `-cost` falls. */
export function orderOf(text: string | null, usual: Order): Order {
  if (text === null || text === '') {
    return usual;
  }

  return text.startsWith('-') ? { by: text.slice(1), descending: true } : { by: text, descending: false };
}

export const orderText = ({ by, descending }: Order): string => (descending ? `-${by}` : by);

/** The same column again turns it round; numbers start with the greatest, names with the first. */
export function chosen(order: Order, by: string, isText: boolean): Order {
  return order.by === by ? { by, descending: !order.descending } : { by, descending: !isText };
}

/** Unknown values stand last, whichever way it is sorted; equal ones keep their order. */
export function sorted<R>(rows: readonly R[], value: (row: R) => Value, descending: boolean): R[] {
  const direction = descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [value(left), value(right)];
    if (a === b || (a == null && b == null)) {
      return 0;
    }

    if (a == null || b == null) {
      return a == null ? 1 : -1;
    }

    return direction * (typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : a < b ? -1 : 1);
  });
}
