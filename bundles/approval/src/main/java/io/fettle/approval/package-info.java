/**
 * Which patches are approved and declined, for whom. Few and read often: all decisions are in memory, and written through.
 */
@NullMarked
package io.fettle.approval;

import org.jspecify.annotations.NullMarked;
