/**
 * A vendor with a signed archive, in memory or in files that apt reads: for whoever tests what a computer believes and
 * installs.
 */
@NullMarked
package io.fettle.testkit.vendor;

import org.jspecify.annotations.NullMarked;
