/** Computers, offices and relays, and what is installed on each computer. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.inventory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
