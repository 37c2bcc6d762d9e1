/** People and tools that use the console and the REST API: accounts, roles, sessions. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
