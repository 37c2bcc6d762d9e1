/** Waking computers. A wake carries no content: it only says "poll now". */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.notification;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
