/**
 * Reading what others wrote: the one failure type of all parsers, a bound for streams, and the only XML factory. Every
 * byte that a mirror, a vendor or a computer hands us passes through here or one of the sub-packages first.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.format;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
