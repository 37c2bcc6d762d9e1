/** What every contract shares: failures with codes, digests, reasons, pages and the scope of a reader. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
