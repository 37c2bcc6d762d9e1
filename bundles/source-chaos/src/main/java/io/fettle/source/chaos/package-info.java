/**
 * The worst-behaved vendor, and the worst-written plug-in: slow, endless, duplicated, reordered, withdrawn, hostile. For
 * tests of the engine and of a running server; it needs nothing but the contracts, so it comes in as a bare jar.
 */
@NullMarked
package io.fettle.source.chaos;

import org.jspecify.annotations.NullMarked;
