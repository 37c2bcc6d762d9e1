/** The ports between the agent-facing endpoints and whatever stands behind them: the capabilities on a server, the uplink and spool on a relay. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.exchange;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
