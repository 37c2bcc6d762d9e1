/** The depot: content addressed by its SHA-256. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.content;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
