import { clearFilters, filterBy, filters } from '../state/address';
import { Icon } from '../ui/Icon';

/** The filters that are on, each with a way off. */
export function Filters() {
  const on = filters.value;
  return on.length === 0 ? null : (
    <ul class="filters" aria-label="Filters">
      {on.map(({ name, value }) => (
        <li key={name} class="chip">
          <span class="quiet">{name}</span> <span class="chip-value">{value}</span>
          <button type="button" class="chip-off" aria-label={`Without the filter ${name} ${value}`} onClick={() => filterBy(name, null)}>
            <Icon name="cross" />
          </button>
        </li>
      ))}
      {on.length > 1 && (
        <li>
          <button type="button" class="link small" onClick={clearFilters}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
}
