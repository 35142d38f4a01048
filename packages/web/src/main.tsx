import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyVariables } from './app/theme.ts';
import './app/base.css';
import './app/shell.css';
import './kit/kit.css';
import './kit/table/table.css';
import './app/print.css';

applyVariables(document.documentElement);

// After an update the old parts are gone from the server: fetch the new page once, not for ever.
window.addEventListener('vite:preloadError', (event) => {
  const reloaded = Number(sessionStorage.getItem('plumbline.reloaded') ?? 0);
  if (Date.now() - reloaded < 30_000) return;
  event.preventDefault();
  sessionStorage.setItem('plumbline.reloaded', String(Date.now()));
  window.location.reload();
});

createRoot(document.getElementById('root')!).render(<App />);
