/**
 * What agents and relays have in common: a key made on the machine, joining with a token, belief in one root only, files that
 * are private and whole, and HTTPS to the server. A library like {@code format}: no services, no threads.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.member;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
