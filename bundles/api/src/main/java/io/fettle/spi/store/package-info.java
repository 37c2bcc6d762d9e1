/**
 * The ports through which capabilities keep what must survive a restart. Each is owned by the capability that uses it
 * and implemented once, in persistence; every write is atomic together with the change-log rows that it causes.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.spi.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
