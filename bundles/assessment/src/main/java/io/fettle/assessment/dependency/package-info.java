/**
 * Which updates dpkg's rules keep back, and why: a fixpoint over what packages say of one another. It knows packages and
 * their words only; who they belong to and what is on offer is told to it. apt's resolver may know more; where it does, the
 * computer's own word counts.
 */
@NullMarked
package io.fettle.assessment.dependency;

import org.jspecify.annotations.NullMarked;
