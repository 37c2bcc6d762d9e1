/**
 * Version orders of the package ecosystems. Comparing strings again and again is slow in fleets of a hundred
 * thousand computers, so each order also offers a sort key that keeps it.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.version;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
