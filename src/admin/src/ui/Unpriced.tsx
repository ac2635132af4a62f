import { count } from '../format/numbers';
import { Icon } from './Icon';

/** Beside a cost that leaves something out: tokens whose price nobody knows. */
export function Unpriced({ tokens }: { tokens: number }) {
  const says = `without ${count(tokens)} tokens that have no known price`;
  return (
    <span class="unpriced" title={says}>
      <Icon name="warning" />
      <span class="unseen">{says}</span>
    </span>
  );
}
