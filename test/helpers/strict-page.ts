import { executeServerCommand } from '@web/test-runner-commands';
import type { StrictCommands } from './strict-plugin.js';
import type { StrictFile } from './strict-site.js';

declare global {
  interface Window {
    /** Of pages under a strict policy: violations, errors and rejections so far. */
    complaints: string[];
  }
}

/** A page under the README's policy, in a frame that the test can reach into. */
export interface StrictPage {
  readonly window: Window;
  readonly document: Document;
  /** What the page, the pages in its frames, and the server have to complain about. */
  complaints(): Promise<string[]>;
}

/** Serves files on a site of their own, and opens its `/index.html`. */
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

/** A file as it was built. */
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
