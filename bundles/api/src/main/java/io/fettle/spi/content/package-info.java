/** Where the depot may pull content from that it does not hold yet. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.spi.content;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
