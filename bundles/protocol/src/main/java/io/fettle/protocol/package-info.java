/**
 * What agents, relays and servers say to one another: the signed envelope, the messages inside it and how several
 * envelopes share one request. An old agent and a new server understand each other, and the other way round: a reader passes
 * over names that it does not know, a word that it does not know becomes the one that claims least, and what would have to be
 * guessed at (an order or an envelope of another kind) is refused whole, as not understood.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
