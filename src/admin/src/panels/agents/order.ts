import type { AgentNumbers } from '../../api/types';

export interface AgentRow extends AgentNumbers {
  name: string;
}

export type SortKey = keyof Pick<
  AgentRow,
  | 'name'
  | 'count'
  | 'success_rate'
  | 'p50_ms'
  | 'p95_ms'
  | 'total_tokens'
  | 'total_cost_usd'
  | 'unique_users'
  | 'last_seen_at'
>;

export interface Order {
  by: SortKey;
  descending: boolean;
}

export function agentRows(agents: Record<string, AgentNumbers>): AgentRow[] {
  return Object.entries(agents).map(([name, numbers]) => ({ ...numbers, name }));
}

/** Unknown values come last whichever way; equal ones stand by name, so that rows do not jump. */
export function sorted(rows: readonly AgentRow[], { by, descending }: Order): AgentRow[] {
  return [...rows].sort((a, b) => {
    const left = a[by] ?? null;
    const right = b[by] ?? null;
    if (left === null || right === null) {
      return left === right ? byName(a, b) : left === null ? 1 : -1;
    }

    const difference =
      typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
    return (descending ? -difference : difference) || byName(a, b);
  });
}

/** Another column starts with its largest first, names with A. */
export function chosen(order: Order, by: SortKey): Order {
  return order.by === by ? { by, descending: !order.descending } : { by, descending: by !== 'name' };
}

function byName(a: AgentRow, b: AgentRow): number {
  return a.name.localeCompare(b.name);
}
