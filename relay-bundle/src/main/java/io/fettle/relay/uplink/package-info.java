/** The one link to the server: conversations in batches, enrolments, content, wakes. */
@NullMarked
package io.fettle.relay.uplink;

import org.jspecify.annotations.NullMarked;
