/**
 * What one installed item comes to on computers of one kind, whatever their package manager, and how much that counts. Knows
 * no computers.
 */
@NullMarked
package io.fettle.assessment.verdict;

import org.jspecify.annotations.NullMarked;
