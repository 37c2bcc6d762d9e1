/** What it costs to make a catalog out of a Debian archive, held against what apt itself needs for its own cache. */
@NullMarked
package io.fettle.itests.bench.catalog;

import org.jspecify.annotations.NullMarked;
