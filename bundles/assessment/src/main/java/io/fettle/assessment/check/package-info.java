/**
 * The index held against the plain truth: random computers are evaluated a second time from their inventory alone, and a
 * disagreement is repaired and told.
 */
@NullMarked
package io.fettle.assessment.check;

import org.jspecify.annotations.NullMarked;
