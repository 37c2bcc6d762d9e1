/** Which patches may be installed where: decisions per patch and group of computers, and the rule that sums them up. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.approval;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
