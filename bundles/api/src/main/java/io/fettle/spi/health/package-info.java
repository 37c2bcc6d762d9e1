/** Plug-in point for health checks. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.spi.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
