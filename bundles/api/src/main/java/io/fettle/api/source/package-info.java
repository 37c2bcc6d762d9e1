/** Configured patch sources: what they are, what they last did, how far they are. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
