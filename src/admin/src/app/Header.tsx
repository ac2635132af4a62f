import { useMonitor } from '../state/monitor';
import { Icon } from '../ui/Icon';
import { Link } from '../ui/Link';
import { Brand } from './Brand';
import { ComparePicker } from './ComparePicker';
import { ConnectionPill } from './ConnectionPill';
import { DisplayMenu } from './DisplayMenu';
import { Navigation } from './Navigation';
import { PauseButton } from './PauseButton';
import { RangePicker } from './RangePicker';
import { FilterMenu } from './FilterMenu';
import { Filters } from './Filters';
import { SearchBox } from './search/SearchBox';

export function Header({ help }: { help: () => void }) {
  const { connection } = useMonitor();
  return (
    <header class="top">
      <div class="bar">
        <Link to={[]} class="home" label="AgentMonitor, to the overview">
          <Brand />
        </Link>
        <SearchBox />
        <div class="bar-controls">
          <RangePicker />
          <ComparePicker />
          <PauseButton />
          <ConnectionPill connection={connection} />
          <DisplayMenu />
          <button type="button" class="button icon-only plain" aria-label="Help and keys" title="Help and keys (?)" onClick={help}>
            <Icon name="help" />
          </button>
        </div>
      </div>
      <div class="bar bar-second">
        <Navigation />
        <div class="narrowed">
          <Filters />
          <FilterMenu />
        </div>
      </div>
    </header>
  );
}
