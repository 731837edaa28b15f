import { existsSync } from 'node:fs';

interface Page {
  readonly text: string;
  readonly link: string;
}

/** A page in `docs/`, by its name without `.md`. */
const page = (text: string, name: string): Page => ({ text, link: `/${name}` });

/** Every page of the documentation. The check of the site fails for one that is not here. */
export const GROUPS = [
  {
    text: 'Start',
    items: [
      page('What it is', 'index'),
      page('Quick start', 'quick-start'),
      page('Your first page', 'first-page'),
      page('In a framework', 'frameworks'),
      page('Playground', 'playground'),
      page('The embedded engine', 'local-engine'),
    ],
  },
  {
    text: 'In the page',
    items: [
      page('The element', 'element'),
      page('Make it yours', 'theming'),
      page('The look', 'look'),
      page('Languages', 'languages'),
      page('Accessibility', 'accessibility'),
      page('Over a game', 'game-overlay'),
      page('Pictures and files', 'attachments'),
      page('Emoji', 'emoji'),
      page('New messages', 'news'),
      page('Typing, read marks, presence', 'signals'),
      page('Transcripts', 'transcript'),
      page('Content Security Policy', 'csp'),
      page('Size and loading', 'loading'),
    ],
  },
  {
    text: 'On your server',
    items: [
      page('The token endpoint', 'tokens'),
      page('Who writes', 'who-writes'),
      page('Moderation', 'moderation'),
      page('The moderators’ desk', 'moderators-desk'),
      page('A support desk', 'support-desk'),
      page('An agent’s inbox', 'inbox'),
      page('Questions before the chat', 'pre-chat'),
      page('Bots', 'bots'),
      page('Relay', 'relay'),
      page('Limits', 'limits'),
    ],
  },
  {
    text: 'In production',
    items: [
      page('Deploying', 'deploying'),
      page('Several processes', 'scale'),
      page('Cost and quotas', 'costs'),
      page('What is guaranteed', 'guarantees'),
      page('Wire format and versions', 'wire-format'),
      page('Threat model', 'threat-model'),
      page('Assumptions about Momento', 'assumptions'),
    ],
  },
  {
    text: 'Reference',
    items: [
      page('Attributes', 'reference/attributes'),
      page('Properties and methods', 'reference/properties'),
      page('Events', 'reference/events'),
      page('Slots, parts and styles', 'reference/styles'),
      page('Words', 'reference/strings'),
      page('Error codes', 'reference/errors'),
      page('Server', 'reference/server'),
      page('Environment', 'reference/environment'),
      page('On the wire', 'reference/wire'),
      page('Modules', 'reference/modules'),
    ],
  },
] as const;

const isThere = ({ link }: Page) => existsSync(new URL(`..${link}.md`, import.meta.url));

export const SIDEBAR = GROUPS.map(({ text, items }) => ({
  text,
  items: items.filter(isThere).map((item) => ({ ...item })),
}));
