/** The one change log. Every change writes a row with a growing revision in its own transaction; events are only hints to catch up from it. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.change;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
