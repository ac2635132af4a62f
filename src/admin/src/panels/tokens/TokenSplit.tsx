import type { TokenCounts } from '../../api/agent';
import { count } from '../../format/numbers';
import { BarList } from '../../ui/BarList';

/** Input with what came from a cache, output with what was thought: parts that add up to the whole. */
export function TokenSplit({ tokens: { input, cache_read, cache_write, output, reasoning } }: { tokens: TokenCounts }) {
  const rows = [
    { id: 'input', name: 'Input', value: Math.max(0, input - cache_read - cache_write) },
    { id: 'cache_read', name: 'Input read from a cache', value: cache_read },
    { id: 'cache_write', name: 'Input written to a cache', value: cache_write },
    { id: 'output', name: 'Output', value: Math.max(0, output - reasoning) },
    { id: 'reasoning', name: 'Output spent on reasoning', value: reasoning },
  ];
  return <BarList label="Tokens by kind" rows={rows.filter(({ value }) => value > 0)} format={count} />;
}
