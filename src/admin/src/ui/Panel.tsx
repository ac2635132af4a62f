import type { ComponentChildren } from 'preact';
import type { Loaded, Resource } from '../state/resource';
import { timeOfDay } from '../format/time';
import { Problem } from './Problem';

interface PanelProps<T> {
  title: string;
  note?: ComponentChildren;
  class?: string;
  resource: Resource<T>;
  skeleton: ComponentChildren;
  empty?: { when: (data: T) => boolean; shows: ComponentChildren };
  children: (data: T) => ComponentChildren;
}

/** One panel in whichever state its data is: waiting, there, nothing to show, failed, or old. */
export function Panel<T>({ title, note, class: className = '', resource, skeleton, empty, children }: PanelProps<T>) {
  const loaded = resource.value.value;
  const id = `panel-${title.toLowerCase().replaceAll(/\W+/g, '-')}`;
  return (
    <section class={`panel ${className}`} aria-labelledby={id} aria-busy={loaded.loading && loaded.data === null}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        {note && <div class="panel-note">{note}</div>}
      </header>
      {body(loaded, () => void resource.refresh(), skeleton, empty, children)}
    </section>
  );
}

function body<T>(
  { data, at, problem }: Loaded<T>,
  retry: () => void,
  skeleton: ComponentChildren,
  empty: PanelProps<T>['empty'],
  children: (data: T) => ComponentChildren,
) {
  if (data === null) {
    return problem ? <Problem problem={problem} retry={retry} /> : <div aria-hidden="true">{skeleton}</div>;
  }

  const content = empty?.when(data) ? empty.shows : children(data);
  if (problem === null || at === null) {
    return content;
  }

  return (
    <>
      <p class="stale-note">
        As of {timeOfDay(at)}. {problem.message}{' '}
        <button type="button" class="link" onClick={retry}>
          Retry
        </button>
      </p>
      <div class="stale">{content}</div>
    </>
  );
}
