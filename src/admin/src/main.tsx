import { render } from 'preact';
import { App } from './app/App';
import { beginSession } from './app/session';
import { followAddress } from './state/address';
import { followTheme } from './state/theme';
import './styles/index.css';

const root = document.getElementById('app');
if (root) {
  beginSession();
  followAddress();
  followTheme(document.documentElement);
  render(<App />, root);
}
