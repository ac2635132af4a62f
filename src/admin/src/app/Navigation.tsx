import { PAGES, pageOf } from '../pages/pages';
import { path } from '../state/address';
import { Icon } from '../ui/Icon';
import { Link } from '../ui/Link';
import { Menu } from '../ui/Menu';
import { AlertCount } from './AlertCount';

/** The pages side by side; where they do not fit, behind one button that says where we are. */
export function Navigation() {
  const current = pageOf(path.value);
  return (
    <nav aria-label="Pages" class="navigation">
      <ul class="tabs">{PAGES.map((page) => item(page, () => {}))}</ul>
      <Menu
        class="tabs-menu"
        shows={
          <>
            <Icon name="menu" />
            {current?.title ?? 'Pages'}
          </>
        }
      >
        {(close) => <ul>{PAGES.map((page) => item(page, close))}</ul>}
      </Menu>
    </nav>
  );

  function item({ name, title, key }: (typeof PAGES)[number], done: () => void) {
    return (
      <li key={name} onClick={done}>
        <Link to={name === '' ? [] : [name]} class="tab" title={`${title} (g ${key})`} current={current?.name === name}>
          {title}
          {name === 'alerts' && <AlertCount />}
        </Link>
      </li>
    );
  }
}
