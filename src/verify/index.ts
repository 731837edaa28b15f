/** The conformance suite: what the product takes for granted about Momento, checked on the engine and on the service. */
export { ASSUMPTIONS } from './assumptions/index.js';
export { startEngineTarget } from './engine-target.js';
export { checkTarget, type TargetReport } from './run.js';
export { serviceTarget } from './service-target.js';
export { countOf, jsonOf, tableOf } from './table.js';
export type { Target } from './target.js';
