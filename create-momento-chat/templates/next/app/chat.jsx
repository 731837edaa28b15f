'use client';

import 'momento-chat/react';

export function Chat() {
  return <momento-chat room="lobby" token-url="/momento-token" />;
}
