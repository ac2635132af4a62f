import { render } from 'preact';
import { App } from './app/App';
import { beginSession } from './app/session';
import { followTheme } from './state/theme';
import './styles.css';

const root = document.getElementById('app');
if (root) {
  beginSession();
  followTheme(document.documentElement);
  render(<App />, root);
}
