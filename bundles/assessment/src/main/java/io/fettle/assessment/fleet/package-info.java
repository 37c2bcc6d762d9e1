/**
 * The computers as the evaluation sees them: dense numbers, and bitmaps of who has what item, is of what kind, and stands in
 * which office and group.
 */
@NullMarked
package io.fettle.assessment.fleet;

import org.jspecify.annotations.NullMarked;
