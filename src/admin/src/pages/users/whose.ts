import type { ActiveCounts } from '../../api/users';

/** A number of users, and the question whose answer is the list behind it. */
export interface Whose {
  id: string;
  label: string;
  /** What the list behind it is called. */
  title: string;
  says: string;
  /** What the route is asked. */
  asks: { active: string; new?: boolean };
  count: (active: ActiveCounts) => number;
}

export const WHOSE: readonly Whose[] = [
  { id: '5m', label: 'Now', title: 'Here now', says: 'in the last 5 minutes', asks: { active: '5m' }, count: ({ current }) => current },
  { id: '30m', label: 'Active', title: 'Active users', says: 'in the last 30 minutes', asks: { active: '30m' }, count: ({ active_30m }) => active_30m },
  { id: 'today', label: 'Today', title: 'Users today', says: 'since midnight', asks: { active: 'today' }, count: ({ today }) => today },
  { id: 'week', label: 'This week', title: 'Users this week', says: 'since Monday', asks: { active: 'week' }, count: ({ this_week }) => this_week },
  { id: 'new', label: 'New', title: 'New users', says: 'first seen in the period', asks: { active: 'all', new: true }, count: (active) => active.new },
  { id: 'all', label: 'Ever seen', title: 'All users', says: 'since the start', asks: { active: 'all' }, count: ({ total }) => total },
];

export function whoseOf(asked: string | null): Whose {
  return WHOSE.find(({ id }) => id === asked) ?? WHOSE[1]!;
}
