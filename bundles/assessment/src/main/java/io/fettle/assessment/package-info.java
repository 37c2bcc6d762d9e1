/**
 * What the fleet is missing, and why. Every (setup, software item) is judged once, as apt or dnf would on such a computer;
 * bitmaps carry the verdicts to the computers, so that the cost grows with distinct software and with changes, not with
 * computers times packages.
 */
@NullMarked
package io.fettle.assessment;

import org.jspecify.annotations.NullMarked;
