/** What a fleet costs the server: real identities, real envelopes, real TLS; only the computers are made up. */
@NullMarked
package io.fettle.itests.bench.checkin;

import org.jspecify.annotations.NullMarked;
