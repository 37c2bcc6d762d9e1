/**
 * What dnf would choose: versions by rpm's order, repositories by priority, and what excludes, versionlock and modules keep
 * away. Answers are the same as dnf's lists; what its solver adds to them is not its business.
 */
@NullMarked
package io.fettle.assessment.rpm;

import org.jspecify.annotations.NullMarked;
