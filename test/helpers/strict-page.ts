import { executeServerCommand } from '@web/test-runner-commands';
import type { StrictCommands } from './strict-plugin.js';
import type { StrictFile } from './strict-site.js';

declare global {
  interface Window {
    /** Violations, errors and rejections so far, in pages under a strict policy. */
    complaints: string[];
  }
}

/** A page under the documented policy, in a same-origin frame. */
export interface StrictPage {
  readonly window: Window;
  readonly document: Document;
  /** The complaints of the page, of the pages in its frames, and of the server. */
  complaints(): Promise<string[]>;
}

/** Serves files on a separate site and opens its `/index.html`. */
export async function openStrictPage(
  files: Readonly<Record<string, StrictFile>>,
): Promise<StrictPage> {
  const { base } = await command<{ base: string }, 'strict:serve'>('strict:serve', files);
  const frame = document.createElement('iframe');
  frame.style.cssText = 'inline-size: 800px; block-size: 560px; border: 0';
  frame.src = `${base}/index.html`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const { contentWindow, contentDocument } = frame;
  if (!contentWindow || !contentDocument) throw new Error('unable to reach the page; it is gone');
  return {
    window: contentWindow,
    document: contentDocument,
    async complaints() {
      const inner = [...contentDocument.querySelectorAll('iframe')].map((it) => it.contentWindow);
      const pages = [contentWindow, ...inner].flatMap(
        (page) => page?.complaints ?? ['not watched'],
      );
      return [...pages, ...(await command<string[], 'strict:reports'>('strict:reports', { base }))];
    },
  };
}

/** The text of a built file. */
export async function builtFile(name: string): Promise<string> {
  const { base } = await command<{ base: string }, 'strict:serve'>('strict:serve', {});
  return (await fetch(`${base}/${name}`)).text();
}

function command<Result, Name extends keyof StrictCommands>(
  name: Name,
  payload: StrictCommands[Name],
): Promise<Result> {
  return executeServerCommand<Result, StrictCommands[Name]>(name, payload);
}
