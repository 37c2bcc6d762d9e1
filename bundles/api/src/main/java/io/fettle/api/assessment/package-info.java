/** What the fleet is missing, and why. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.assessment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
