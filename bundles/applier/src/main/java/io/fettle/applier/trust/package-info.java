/**
 * What the computer's owner pinned, and the gate that an order passes through: whose it is, whether it is new, and whether
 * the local level allows what it says.
 */
@NullMarked
package io.fettle.applier.trust;

import org.jspecify.annotations.NullMarked;
