import { Icon } from '../ui/Icon';

/** Shows the numbers of a chart in its place. */
export function TableToggle({ asTable, toggle }: { asTable: boolean; toggle: () => void }) {
  return (
    <button type="button" class="button icon-only plain" aria-pressed={asTable} aria-label="As a table" title="As a table" onClick={toggle}>
      <Icon name="table" />
    </button>
  );
}
