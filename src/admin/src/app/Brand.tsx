import { Icon } from '../ui/Icon';

export function Brand() {
  return (
    <span class="brand">
      <span class="brand-mark">
        <Icon name="pulse" />
      </span>
      AgentMonitor
    </span>
  );
}
