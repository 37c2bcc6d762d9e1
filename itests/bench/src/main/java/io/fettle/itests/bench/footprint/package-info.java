/** What an installation costs before anything happens: disk, memory, time to start. */
@NullMarked
package io.fettle.itests.bench.footprint;

import org.jspecify.annotations.NullMarked;
