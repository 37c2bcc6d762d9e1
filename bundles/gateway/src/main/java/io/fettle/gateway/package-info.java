/**
 * The agent-facing endpoints as plain servlets: HTTP framing, the client certificate and bounds; whatever an envelope means
 * is decided behind the ports of {@code io.fettle.api.exchange}. The same bundle runs on servers and relays.
 */
@NullMarked
package io.fettle.gateway;

import org.jspecify.annotations.NullMarked;
