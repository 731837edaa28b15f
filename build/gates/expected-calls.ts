/** The service's calls that the widget makes, and who needs them. A bundle with others, or without one, is not built. */
export const EXPECTED_CALLS: Readonly<Record<string, string>> = {
  '/cache_client.Scs/ListFetch': 'history: MomentoTransport.fetchHistory',
  '/cache_client.Scs/ListPushBack': 'one message stored: MomentoTransport.push',
  '/cache_client.Scs/ListConcatenateBack': 'a backlog stored at once: MomentoTransport.push',
  '/cache_client.pubsub.Pubsub/Publish': 'a live message sent: MomentoTransport.publish',
  '/cache_client.pubsub.Pubsub/Subscribe': 'live messages received: MomentoSubscription.open',
};
