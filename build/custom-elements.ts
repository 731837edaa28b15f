import { writeFile } from 'node:fs/promises';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { analyzeElements } from './manifest.js';

/*
 * Writes `custom-elements.json` for editors and documentation tools, and derives VS Code's custom data and JetBrains'
 * web-types from it.
 */

const OUT_DIR = 'dist';

const manifest = await analyzeElements();

await writeFile(`${OUT_DIR}/custom-elements.json`, `${JSON.stringify(manifest, null, 2)}\n`);
// The descriptions of custom properties give their defaults; the generators' own listing would repeat them.
const options = { outdir: OUT_DIR, hideLogs: true, hideCssPropertiesDocs: true };
// Both packages declare a narrower manifest type of their own.
generateVsCodeCustomElementData(manifest as never, {
  ...options,
  htmlFileName: 'vscode.html-custom-data.json',
  cssFileName: 'vscode.css-custom-data.json',
});
generateJetBrainsWebTypes(manifest as never, { ...options, webTypesFileName: 'web-types.json' });
