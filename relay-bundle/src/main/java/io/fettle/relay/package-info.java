/** The distribution server of an office; see the packages trust, uplink and spool. */
@NullMarked
package io.fettle.relay;

import org.jspecify.annotations.NullMarked;
