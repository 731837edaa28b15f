import type { TestRunnerPlugin } from '@web/test-runner';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { EngineCommand, EngineCommands, FaultAction } from './engine-protocol.js';
import { wrapToken } from './engine-token.js';

interface RunningEngine {
  readonly engine: LocalMomento;
  /** The test session that started it. The engine ends with the session. */
  readonly sessionId: string;
}

/** The handler of each command. The runner treats an undefined result as an unknown command. */
type Handlers = {
  [Name in EngineCommand]: (
    payload: EngineCommands[Name]['payload'],
    sessionId: string,
  ) => EngineCommands[Name]['result'] | Promise<EngineCommands[Name]['result']>;
};

/** Lets browser tests start engines, inspect them and inject faults. */
export function enginePlugin(): TestRunnerPlugin {
  const engines = new Map<string, RunningEngine>();
  const handlers = handlersFor(engines);

  async function stopWhere(condition: (running: RunningEngine) => boolean): Promise<void> {
    const due = [...engines].filter(([, running]) => condition(running));
    for (const [id] of due) engines.delete(id);
    await Promise.all(due.map(([, { engine }]) => engine.close()));
  }

  return {
    name: 'engine',
    serverStart({ webSockets }) {
      // Plugins have no hook for the end of a session, but the page reports it in this message.
      webSockets?.on('message', ({ data }) => {
        if (data.type !== 'wtr-session-finished') return;
        stopWhere(({ sessionId }) => sessionId === data.sessionId).catch(reportLeftOver);
      });
    },
    executeCommand({ command, payload, session }) {
      if (!(command in handlers)) return undefined;
      // The name determines the payload's type, which the runner's types do not express.
      const run = handlers[command as EngineCommand] as (
        payload: unknown,
        sessionId: string,
      ) => unknown;
      return run(payload, session.id);
    },
    serverStop: () => stopWhere(() => true),
  };
}

function handlersFor(engines: Map<string, RunningEngine>): Handlers {
  let lastId = 0;

  function find(id: string): LocalMomento {
    const running = engines.get(id);
    if (!running) throw new Error(`unable to reach engine ${id}; it is not running`);
    return running.engine;
  }

  return {
    async 'engine:start'(options, sessionId) {
      const engine = await startLocalMomento(options);
      lastId += 1;
      const id = String(lastId);
      engines.set(id, { engine, sessionId });
      const { host, grpcPort, webUrl, apiKey } = engine;
      return { id, host, grpcPort, webUrl, apiKey };
    },
    'engine:token'({ id, request }) {
      const engine = find(id);
      const apiKey = engine.createToken(request);
      return { apiKey, authToken: wrapToken(engine.webUrl, apiKey) };
    },
    'engine:fault'({ id, action }) {
      applyFault(find(id), action);
      return true;
    },
    'engine:stats': ({ id }) => find(id).stats(),
    async 'engine:restart'({ id, options }) {
      await find(id).restart(options);
      return true;
    },
    async 'engine:down'({ id }) {
      await find(id).stop();
      return true;
    },
    async 'engine:up'({ id }) {
      await find(id).start();
      return true;
    },
    'engine:publish'({ id, message }) {
      find(id).direct.publish(message);
      return true;
    },
    'engine:push': ({ id, list, values }) => find(id).direct.listPush({ ...list, values }),
    'engine:list': ({ id, list }) => find(id).direct.listFetch(list),
    async 'engine:stop'({ id }) {
      const engine = find(id);
      engines.delete(id);
      await engine.close();
      return true;
    },
  };
}

function applyFault({ faults }: LocalMomento, action: FaultAction): void {
  switch (action.name) {
    case 'inject':
      faults.inject(action.argument);
      return;
    case 'quota':
      return faults.quota(action.argument);
    case 'halfOpen':
      return faults.halfOpen(action.argument);
    case 'duplicate':
      return faults.duplicate(action.argument);
    case 'discontinuity':
      return faults.discontinuity(action.argument);
    case 'resetTopic':
      return faults.resetTopic(action.argument);
    default:
      return faults[action.name]();
  }
}

function reportLeftOver(error: unknown): void {
  console.error('unable to stop an engine that a test session left behind;', error);
}
