#!/usr/bin/env node

const USAGE = `Usage: momento-chat COMMAND [options]

Commands:
  dev      serves a folder's pages with a chat that works, without an account
  doctor   says why a chat does not work, and which line to change
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
    case 'dev': {
      const { devCommand } = await import('./dev-command.js');
      return devCommand(args);
    }
    case 'doctor': {
      const { doctorCommand } = await import('./doctor-command.js');
      return doctorCommand(args);
    }
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
