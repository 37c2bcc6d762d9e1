/**
 * Plug-in point for vendor feeds. A source fetches, verifies and parses; it never sees catalog, store or threads. The
 * engine decides what changed and publishes all of it or nothing.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.spi.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
