/** Who did what, when and with which outcome. The audit is a service, never a logger: an entry is durable before the call returns. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
