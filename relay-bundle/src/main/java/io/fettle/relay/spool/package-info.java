/** Keeps what agents reported until the server has acknowledged it. */
@NullMarked
package io.fettle.relay.spool;

import org.jspecify.annotations.NullMarked;
