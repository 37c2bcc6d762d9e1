/**
 * Patch source: what Debian says of flaws in its source packages. The security tracker's JSON has a verdict for each
 * flaw, package and release; the lists of its advisories (DSA, DLA) say what was announced.
 */
@NullMarked
package io.fettle.source.debian.tracker;

import org.jspecify.annotations.NullMarked;
