/** Computers and relays as keys: who a certificate is, who may sign what, and the TLS material of the listeners. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
