/** Keeps deployments, their tasks and work plans, and how far each computer's orders and reports are counted. */
@NullMarked
package io.fettle.persistence.deployment;

import org.jspecify.annotations.NullMarked;
