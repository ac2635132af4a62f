import { useId, useRef, useState } from 'preact/hooks';
import { go, showRun } from '../../state/address';
import { Icon } from '../../ui/Icon';
import { offersFor, type Offer } from './offers';
import { useFound } from './useFound';

/** Where to go by typing: agents, users, sessions, executions, errors and pages. */
export function SearchBox() {
  const [typed, type] = useState('');
  const [open, setOpen] = useState(false);
  const [at, move] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const found = useFound(typed, open);
  const offers = open ? offersFor(typed, found) : [];

  const close = () => {
    setOpen(false);
    type('');
    move(0);
  };
  const take = (offer: Offer | undefined) => {
    if (offer !== undefined) {
      close();
      input.current?.blur();
      follow(offer);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move((at + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % Math.max(1, offers.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(offers[at]);
    } else if (event.key === 'Escape') {
      close();
      input.current?.blur();
    }
  };

  return (
    <div class="search" role="search">
      <Icon name="search" class="search-icon" />
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        aria-label="Search"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={offers[at] && `${list}-${at}`}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        placeholder="Search agents, users, sessions, ids…"
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          type(event.currentTarget.value);
          setOpen(true);
          move(0);
        }}
        onKeyDown={keys}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id={list} role="listbox" aria-label="What it may mean" class="offers" hidden={!open}>
        {offers.map((offer, index) => (
          <li
            key={offer.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            class="offer"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
          >
            <span class="quiet offer-kind">{offer.kind}</span>
            <span class="offer-text">{offer.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function follow({ to, with: changes, run }: Offer): void {
  if (run !== undefined) {
    showRun(run);
  } else if (to !== undefined) {
    go(to, changes);
  }
}
