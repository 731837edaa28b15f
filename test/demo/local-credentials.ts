import { CredentialProvider } from '@gomomento/sdk';

/**
 * Loaded in a sample's process before the sample. Samples read an account's key from the environment; here the engine of
 * the test that started the process replaces the account.
 */
const [hostname = '', port = ''] = process.env['LOCAL_MOMENTO']?.split(':') ?? [];
CredentialProvider.fromEnvVarV2 = () =>
  CredentialProvider.forMomentoLocal({ hostname, port: Number(port) });
