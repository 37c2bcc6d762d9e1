/** Who is exposed to what: flaws of packages, laid over the bitmaps of the fleet. */
@NullMarked
package io.fettle.assessment.exposure;

import org.jspecify.annotations.NullMarked;
