import { change, comparing } from '../state/address';
import { Menu, MenuItem } from '../ui/Menu';

export function toggleComparison(): void {
  change({ cmp: comparing.value ? 'none' : null });
}

/** Whether numbers stand beside those of the period before. */
export function ComparePicker() {
  const choose = (compare: boolean, close: () => void) => {
    change({ cmp: compare ? null : 'none' });
    close();
  };

  return (
    <Menu
      class="compare"
      shows={
        <>
          <span class="unseen-narrow quiet">Compare</span> {comparing.value ? 'Previous' : 'None'}
        </>
      }
      title="Compare (x)"
      align="end"
    >
      {(close) => (
        <>
          <MenuItem chosen={comparing.value} onChoose={() => choose(true, close)}>
            The period before, as long
          </MenuItem>
          <MenuItem chosen={!comparing.value} onChoose={() => choose(false, close)}>
            Nothing
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
