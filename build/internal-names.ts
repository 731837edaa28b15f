/**
 * Names of members that only code inside the bundle uses, which the minifier shortens. None is public, none is in JSON,
 * none is looked up by a text, and none is used by the files that stand beside the bundle.
 */
export const INTERNAL_NAMES = [
  // The room.
  ...['answerTimer', 'createOutboxStore', 'derivedFrom', 'derivedId', 'doubtful'],
  ...['fetchStored', 'hasEarlier', 'mergeEarlier', 'nextOrder', 'onBreak', 'onFault'],
  ...['onFetch', 'onHistory', 'onNotAuthenticated', 'onSession', 'onStatus', 'onTransport'],
  ...['onUnanswered', 'reachesBack', 'reconcile', 'refetch', 'renewSession', 'takeBackMissing'],
  // Messages on the wire, generated code and `src/wire`.
  ...['deserializeBinary', 'deserializeBinaryFromReader', 'getBooleanFieldWithDefault'],
  ...['getFieldNumber', 'getFieldWithDefault', 'getListName_asU8', 'getRefreshTtl'],
  ...['getRepeatedField', 'getResultBuffer', 'getTruncateBackToSize', 'getTruncateFrontToSize'],
  ...['getTtlMilliseconds', 'getValuesList', 'getWrapperField', 'isDelimited', 'isEndGroup'],
  ...['methodDescriptorListConcatenateBack', 'methodDescriptorListFetch'],
  ...['methodDescriptorListPushBack', 'nextField', 'readBytes', 'readEnum', 'readMessage'],
  ...['readString', 'readUint32', 'readUint64', 'repeatedFields_', 'serializeBinary'],
  ...['serializeBinaryToWriter', 'setListLength', 'setOneofField', 'setOneofWrapperField'],
  ...['setProto3BooleanField', 'setProto3BytesField', 'setProto3IntField', 'setProto3StringField'],
  ...['setWrapperField', 'skipField', 'writeBool', 'writeBytes', 'writeEnum', 'writeMessage'],
  ...['writeRepeatedBytes', 'writeString', 'writeUint32', 'writeUint64'],
  // The SDK.
  ...['allEndpoints', 'baseEndpoint', 'cacheEndpoint', 'configuration', 'controlEndpoint'],
  ...['credentialProvider', 'deadlineMillis', 'defaultTtlSeconds', 'endpointOverrides'],
  ...['endpointPrefix', 'endpointsOverridden', 'getAuthToken', 'getLoggerFactory'],
  ...['getThrowOnErrors', 'grpcConfiguration', 'lastTopicSequenceNumber', 'lastTopicSequencePage'],
  ...['listConcatenateBack', 'listFetch', 'listPushBack', 'loggerFactory', 'secureConnection'],
  ...['throwOnErrors', 'tokenEndpoint', 'transportStrategy', 'truncateFrontToSize'],
  ...['valueListString', 'withClientTimeoutMillis'],
  ...['_innerException', '_isSubscribed', '_messageWrapper', '_transportDetails', '_unsubscribeFn'],
  ...['cacheServiceErrorMapper', 'clientMetadataProvider', 'clientWrapper', 'createClientMetadata'],
  ...['errorResponseFactoryFn', 'firstMessage', 'getNextDataClient', 'middlewareRequestContext'],
  ...['pubsubStreamClients', 'resolveOrRejectError', 'restartedDueToError', 'returnOrThrowError'],
  ...['reversedMiddlewareRequestHandlers', 'sendSubscribe', 'subscriptionState'],
];
