import { readFileSync, writeFileSync } from 'node:fs';
import { renderToString } from 'react-dom/server';
import { App } from './app.jsx';

const page = readFileSync('dist/index.html', 'utf8');
const rendered = `<div id="app">${renderToString(<App />)}</div>`;
writeFileSync('dist/index.html', page.replace('<div id="app"></div>', rendered));
