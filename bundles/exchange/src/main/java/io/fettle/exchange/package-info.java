/**
 * The server's side of the conversation with agents: decides whether an envelope counts, hands its content to the
 * capability that it concerns, and composes the signed reply. An unchanged check-in is answered from memory.
 */
@NullMarked
package io.fettle.exchange;

import org.jspecify.annotations.NullMarked;
