package io.fettle.agent.stage;

import io.fettle.protocol.Order;
import java.time.Instant;

/** An order that was verified and taken. @param sealedOrder as the server sent it */
record Task(Order order, byte[] sealedOrder, Instant notAfter) {}
