import { launch } from 'puppeteer-core';
import { launchOptions } from '../test/helpers/find-browser.js';
import { readFileSync, readdirSync } from 'node:fs';
const b = await launch(await launchOptions());
const p = await b.newPage(); await p.setViewport({ width: 1640, height: 800 });
const files = readdirSync('/tmp/peers').filter((f) => f.endsWith('.png')).map((f) => '/tmp/peers/' + f);
files.push('/tmp/shots/conversation-inline-light.png', '/tmp/shots/conversation-launcher-dark.png');
await p.setContent(`<body style="margin:4px;background:#888;font:11px sans-serif;display:flex;flex-wrap:wrap;gap:6px">${files.map((f) => `<figure style="margin:0"><img style="max-width:320px;max-height:500px" src="data:image/png;base64,${readFileSync(f).toString('base64')}"><figcaption>${f}</figcaption></figure>`).join('')}`);
await p.screenshot({ path: '/tmp/look/peers.png', fullPage: true }); await b.close();
