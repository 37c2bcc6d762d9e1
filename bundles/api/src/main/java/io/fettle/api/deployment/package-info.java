/** Roll-outs, their tasks with states, deadlines and traces, and the orders that come out of them. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.deployment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
