/** Filling a server with a synthetic fleet, for a look around and for trials. Nothing else depends on it. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.demo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
