/** Gives this server's listeners their ports and their TLS material. */
@NullMarked
package io.fettle.security.listener;

import org.jspecify.annotations.NullMarked;
