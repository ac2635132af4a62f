import type { ComponentChildren } from 'preact';
import { Icon } from './Icon';
import { Link } from './Link';
import '../styles/parts.css';

interface PageHeadProps {
  title: string;
  /** The page that this one is a part of. */
  up?: { to: readonly string[]; label: string };
  /** What the thing is just now, beside its name. */
  marks?: ComponentChildren;
  tools?: ComponentChildren;
}

/** The name of a page, or of the one thing that it is about. */
export function PageHead({ title, up, marks, tools }: PageHeadProps) {
  return (
    <div class="page-head">
      <div class="page-name">
        {up && (
          <Link to={up.to} class="page-up">
            <Icon name="left" />
            {up.label}
          </Link>
        )}
        <h1>{title}</h1>
        {marks}
      </div>
      {tools && <div class="page-tools">{tools}</div>}
    </div>
  );
}
