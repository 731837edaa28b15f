export default {
  // They speak gRPC, and stay as npm has installed them. momento-chat itself must not be here: its components are.
  serverExternalPackages: ['@gomomento/sdk', '@grpc/grpc-js'],
};
