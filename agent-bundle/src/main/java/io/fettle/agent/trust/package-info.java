/**
 * Keys and certificates of this computer: joining with a token, whom to believe in TLS and whose orders to take.
 * Everything hangs on the one root certificate whose fingerprint stood in the token.
 */
@NullMarked
package io.fettle.agent.trust;

import org.jspecify.annotations.NullMarked;
