/** Machines: which key is whom, and the key that signs for this server. */
@NullMarked
package io.fettle.security.trust;

import org.jspecify.annotations.NullMarked;
