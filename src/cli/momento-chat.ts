#!/usr/bin/env node

const USAGE = `Usage: momento-chat COMMAND [options]

Commands:
  verify   checks what momento-chat takes for granted about Momento, on the
           embedded engine and, with an API key, on the service

momento-chat COMMAND --help describes a command.
`;

/** The conventional exit code for a wrong command line. */
const EXIT_USAGE = 2;

// No `process.exit`: a process that does not end by itself has left a handle open, and an exit would hide that defect.
process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'verify': {
      const { verifyCommand } = await import('./verify-command.js');
      return verifyCommand(args, process.env);
    }
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return 0;
    default: {
      const problem = command === undefined ? 'no command' : `there is no command '${command}'`;
      process.stderr.write(`momento-chat: ${problem}; see --help\n`);
      return EXIT_USAGE;
    }
  }
}
