/** The first script of each page: records violations, errors and rejections in `complaints`. */
export const WATCH = '<script src="./watch.js"></script>';

/** The content of `watch.js`. */
export const WATCH_SCRIPT = `window.complaints = [];
document.addEventListener('securitypolicyviolation', (event) => {
  const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
  complaints.push(['violation', effectiveDirective, blockedURI, sample, sourceFile, lineNumber].join(' '));
});
addEventListener('error', ({ message }) => complaints.push('error ' + message));
addEventListener('unhandledrejection', ({ reason }) => complaints.push('rejection ' + reason));`;
