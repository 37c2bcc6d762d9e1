/**
 * How far a vulnerability reaches: flaws of packages laid over the bitmaps of the fleet. Knows no patches and no decisions.
 */
@NullMarked
package io.fettle.assessment.reach;

import org.jspecify.annotations.NullMarked;
