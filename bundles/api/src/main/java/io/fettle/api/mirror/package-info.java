/** Vendor repositories' metadata, byte for byte, as coherent snapshots that an agent can verify for itself. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.mirror;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
