package io.fettle.agent.link;

import io.fettle.protocol.MessageKind;

/** Something to say to the server, not sealed yet. */
record Letter(MessageKind kind, long sequence, byte[] payload) {}
