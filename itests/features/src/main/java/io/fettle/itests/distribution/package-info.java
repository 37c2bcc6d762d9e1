/**
 * Starts a distribution the way an admin does, out of its archive, and looks inside. A test container of its own would need
 * a port and a class path that no installation has, and so could not tell whether ours are right.
 */
@NullMarked
package io.fettle.itests.distribution;

import org.jspecify.annotations.NullMarked;
