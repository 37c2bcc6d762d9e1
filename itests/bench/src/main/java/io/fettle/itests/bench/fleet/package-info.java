/**
 * What evaluation costs: a fleet made up from a seed, laid over a catalog of the real catalog bundle, and the same
 * questions asked of PostgreSQL.
 */
@NullMarked
package io.fettle.itests.bench.fleet;

import org.jspecify.annotations.NullMarked;
