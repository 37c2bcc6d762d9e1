/**
 * Who this relay is and whom it believes: it joins with a token, serves TLS with the certificate that it was given, and lets
 * in agents of the same root.
 */
@NullMarked
package io.fettle.relay.trust;

import org.jspecify.annotations.NullMarked;
