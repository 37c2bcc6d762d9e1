/**
 * Debian's control syntax, deb822(5), read as a stream: package indexes of 50 MB as well as a ten-line sources file, and
 * the Release file that names and vouches for the indexes.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.format.deb822;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
