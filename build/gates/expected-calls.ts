/** The calls that the widget makes, and the code that makes each. The build fails if the bundle holds more or fewer. */
export const EXPECTED_CALLS: Readonly<Record<string, string>> = {
  '/cache_client.Scs/ListFetch': 'the history: MomentoTransport.fetchHistory',
  '/cache_client.Scs/ListPushBack': 'one message stored: MomentoTransport.push',
  '/cache_client.Scs/ListConcatenateBack': 'a backlog stored at once: MomentoTransport.push',
  '/cache_client.Scs/ListRemove':
    'a removed message taken out of the list: MomentoTransport.remove',
  '/cache_client.Scs/UpdateTtl': 'relations kept as long as the messages: MomentoTransport.push',
  '/cache_client.Scs/Set': 'a part of a file stored: MomentoFiles.put',
  '/cache_client.Scs/Get': 'a part of a file fetched: MomentoFiles.get',
  '/cache_client.pubsub.Pubsub/Publish': 'a live message sent: MomentoTransport.publish',
  '/cache_client.pubsub.Pubsub/Subscribe': 'live messages received: MomentoSubscription.open',
};
