import { CredentialProvider } from '@gomomento/sdk';

/**
 * Loaded by a sample's process before the sample itself: in place of an account, whose key samples take from the
 * environment, there is the engine of the test that started the process.
 */
const [hostname = '', port = ''] = process.env['LOCAL_MOMENTO']?.split(':') ?? [];
CredentialProvider.fromEnvVarV2 = () =>
  CredentialProvider.forMomentoLocal({ hostname, port: Number(port) });
