/** For the head of each page, before all else: notes in `complaints` whatever the browser has to complain about. */
export const WATCH = '<script src="./watch.js"></script>';

/** What is served as `watch.js`. */
export const WATCH_SCRIPT = `window.complaints = [];
document.addEventListener('securitypolicyviolation', (event) => {
  const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
  complaints.push(['violation', effectiveDirective, blockedURI, sample, sourceFile, lineNumber].join(' '));
});
addEventListener('error', ({ message }) => complaints.push('error ' + message));
addEventListener('unhandledrejection', ({ reason }) => complaints.push('rejection ' + reason));`;
