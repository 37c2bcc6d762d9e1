/**
 * The one border to other processes: runs apt's read-only commands within limits, and hands staged orders over to the
 * applier, the only part with root.
 *
 * <p>The hand-over is a directory, {@code STATE/handover}, that both sides can reach. For a task T:
 *
 * <ul>
 *   <li>{@code T.tmp/} is being filled by the agent; nobody else looks at it.
 *   <li>{@code T.ready/} appears by renaming it, complete and forced to disk. It holds {@code order.env} (the sealed order
 *       as the server sent it), {@code signer-chain.der} (the certificate that signs orders first, its issuers, the root
 *       last; DER, one after the other) and {@code content/} with a file for every step and for every release list,
 *       signature and index (as stored, not unpacked) of the order, each named by its SHA-256 in hexadecimal digits.
 *   <li>{@code T.result} is written by the applier: one JSON object a line, each as {@link io.fettle.protocol.ReportCodec}
 *       writes it: {@code {"task":T,"state":"APPLYING","at":milliseconds,"reasons":[{"code":c,"parameters":{}}],
 *       "plan":[]}}. Lines are only appended; a line counts once its line feed is there. The applier must be able to
 *       create it, not follow a link that is in its place, and leave it readable for the agent's user. A line with the
 *       state SUCCEEDED, FAILED or SKIPPED is the last one.
 *   <li>Then the agent deletes {@code T.ready/} first and {@code T.result} after it; a result without its directory is
 *       rubbish.
 * </ul>
 *
 * <p>The agent's user is not trusted: the applier verifies everything again, against the computer's own root-owned trust.
 */
@NullMarked
package io.fettle.agent.hand;

import org.jspecify.annotations.NullMarked;
