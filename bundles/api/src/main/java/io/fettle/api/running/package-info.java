/** What runs on a computer, which can be older than what is installed on it. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.running;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
