/** The host's log. */
export interface ErrorLog {
  onError?(error: unknown): void;
}

/** Where faults go that no visitor may see: to the host's function, or to the console. Never throws. */
export function reporter(host: ErrorLog): (error: unknown) => void {
  return (error) => {
    try {
      if (host.onError) host.onError(error);
      else console.error(error);
    } catch (reportError) {
      // The host's log must not take the server down with it.
      console.error(reportError);
    }
  };
}
