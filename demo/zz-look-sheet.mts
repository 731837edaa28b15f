import { launch } from 'puppeteer-core';
import { launchOptions } from '../test/helpers/find-browser.js';
import { readFileSync, readdirSync } from 'node:fs';
const re = new RegExp(process.argv[2]!); const out = process.argv[3]!; const w = process.argv[4] ?? '300';
const files = readdirSync('/tmp/shots').filter((f) => re.test(f));
const b = await launch(await launchOptions());
const p = await b.newPage(); await p.setViewport({ width: 1900, height: 800 });
await p.setContent(`<body style="margin:4px;background:#888;font:11px sans-serif;display:flex;flex-wrap:wrap;gap:6px">${files.map((f) => `<figure style="margin:0"><img style="max-width:${w}px;max-height:460px" src="data:image/png;base64,${readFileSync('/tmp/shots/' + f).toString('base64')}"><figcaption>${f}</figcaption></figure>`).join('')}`);
await p.screenshot({ path: out, fullPage: true }); await b.close();
