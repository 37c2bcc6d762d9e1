/**
 * Decompression within bounds. Indexes arrive compressed from mirrors nobody vouches for, so the format is told by its
 * magic bytes and both sides of the decompressor are capped.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.format.compress;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
