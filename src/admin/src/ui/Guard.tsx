import { Component, type ComponentChildren } from 'preact';
import { Icon } from './Icon';

interface GuardProps {
  /** What could not be drawn, in the middle of a sentence. */
  what: string;
  children: ComponentChildren;
}

/** Keeps a fault of one part from taking the rest of the page along. */
export class Guard extends Component<GuardProps, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(cause: unknown): void {
    console.error(cause);
    this.setState({ failed: true });
  }

  override render() {
    return this.state.failed ? (
      <div class="problem" role="group" aria-label="Problem">
        <p>The server's answer was not what this page expects, so {this.props.what} cannot be drawn.</p>
        <button type="button" class="button" onClick={() => this.setState({ failed: false })}>
          <Icon name="retry" />
          Try again
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}
