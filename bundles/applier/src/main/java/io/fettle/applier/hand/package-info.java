/**
 * The border to the agent, whose user is not trusted: takes copies of what it hands over and tells it how far an order is.
 * The format is the agent's; nothing is read twice and nothing of the agent's is opened for writing.
 */
@NullMarked
package io.fettle.applier.hand;

import org.jspecify.annotations.NullMarked;
