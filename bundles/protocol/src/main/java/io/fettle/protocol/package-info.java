/**
 * What agents, relays and servers say to one another: the signed envelope, the messages inside it and how several
 * envelopes share one request. Messages grow by new names only: a reader ignores names it does not know, so an old agent
 * and a new server understand each other.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
