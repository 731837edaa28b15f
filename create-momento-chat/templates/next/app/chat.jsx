'use client';

import { MomentoChat } from 'momento-chat/react';

export function Chat() {
  return <MomentoChat room="lobby" tokenUrl="/momento-token" />;
}
