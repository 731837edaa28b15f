export default {
  // They speak gRPC, and stay as npm has installed them.
  serverExternalPackages: ['momento-chat', '@gomomento/sdk', '@grpc/grpc-js'],
};
