/** For tests of patch sources: what an engine would give them, without an engine. */
@NullMarked
package io.fettle.testkit.source;

import org.jspecify.annotations.NullMarked;
